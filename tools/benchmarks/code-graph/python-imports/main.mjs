// Whether the graph's IMPORTS of Python are those of Python's own import system.
//
//   node tools/benchmarks/code-graph/python-imports/main.mjs [--edges <n>]
//
// Twelve packages of PyPI with what they need, in a folder that git ignores: `README.md`. Lists what differs (10 of each kind, or <n>).
// Exits with 1 below the bar.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { installPackages } from "../install-packages.mjs";

const REQUIREMENTS = readFileSync(join(import.meta.dirname, "requirements.txt"), "utf8");
const PACKAGES = REQUIREMENTS.split("\n")
  .filter((line) => line.endsWith("# measured"))
  .map((line) => line.replace(/=.*$/, "").replace("attrs", "attr"));
const BAR = 0.99;

const position = process.argv.indexOf("--edges");
const shown = position === -1 ? 10 : Number(process.argv[position + 1]);
const python = process.env.PYTHON ?? "python3";
const folder = installPackages("python-imports");
const all = { common: 0, found: 0, expected: 0 };
for (const name of PACKAGES) {
  const counts = await compare(name);
  for (const what of Object.keys(all)) all[what] += counts[what];
}
const [precision, recall] = [all.common / all.found, all.common / all.expected];
console.log(`all: ${all.expected} imports, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
if (precision < BAR || recall < BAR) {
  process.exitCode = 1;
  console.log(`below the bar: ${BAR} is wanted`);
}

async function compare(name) {
  const printed = execFileSync(
    python,
    ["-W", "ignore", join(import.meta.dirname, "imports_of.py"), folder, name],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    },
  );
  const expected = new Set(JSON.parse(printed).map(([from, to]) => `${from} -> ${to}`));
  const graph = await SqliteGraphStore.open(":memory:");
  await scanTree(join(folder, name), graph);
  const found = new Set();
  for (const { fromId, toId } of await graph.readRelations({ types: ["IMPORTS"] }))
    if (fromId.endsWith(".py") && /\.pyi?$/.test(toId)) found.add(`${name}/${fromId} -> ${name}/${toId}`);
  await graph.close();
  const common = [...found].filter((edge) => expected.has(edge)).length;
  console.log(
    `${name}: ${expected.size} imports, precision ${(common / found.size).toFixed(3)}, recall ${(common / expected.size).toFixed(3)}`,
  );
  for (const edge of [...found].filter((edge) => !expected.has(edge)).slice(0, shown))
    console.log(`  only in the graph: ${edge}`);
  for (const edge of [...expected].filter((edge) => !found.has(edge)).slice(0, shown))
    console.log(`  only Python: ${edge}`);
  return { common, found: found.size, expected: expected.size };
}
