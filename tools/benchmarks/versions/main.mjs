// What versioning costs, against the size of the change and of the collection, beside its ceilings in the same run.
//
//   node tools/benchmarks/versions/main.mjs [--sizes 1000,10000,100000] [--adapter doltlite|dolt] [--changed 100]
//     [--stage-minutes 20] [--filled directory]
//
// Needs the packages built (npx nx build @stemma/versions). Documents of 1 KB with vectors of 384 numbers. Ceilings: the same
// rows by raw SQL in the same database, and raw reads and writes of Chroma by the same calls of Python. Of small operations
// the best of several rounds counts, on both sides. Progress goes to stderr. A computed vector is a failure.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { versionsPythonPath } from "@stemma/versions";
import { measure } from "./measure.mjs";
import { readOptions } from "./options.mjs";
import { dimension } from "./records.mjs";
import { printBars, printEmbeddings, printFigures } from "./report.mjs";
import { Stages } from "./stages.mjs";

const barSize = 10_000;
const counterPath = fileURLToPath(new URL("../../../packages/versions/python/testing", import.meta.url));

const { sizes, changed, adapter, filled, stageTimeoutMs } = readOptions();
const python = await PythonContext.start({
  pythonPath: [chromaPythonPath(), versionsPythonPath(), import.meta.dirname, counterPath],
});
console.log(`repository: ${adapter}; documents of 1 KB, vectors of ${dimension}; ${changed} changed`);
const runs = new Map();
for (const size of sizes) {
  const directory = await mkdtemp(join(tmpdir(), "stemma-benchmark-"));
  try {
    const stages = new Stages(size, stageTimeoutMs);
    const { figures, embeddings } = await measure(size, {
      changed,
      adapter,
      filled,
      python,
      directory,
      stages,
    });
    runs.set(size, figures);
    printFigures(size, figures);
    if (!printEmbeddings(embeddings)) process.exitCode = 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
printBars(runs, barSize);
await python.close();
