// What many records take of memory, in pure Python and in this process, step by step, and how long each step of ours holds
// the event loop. Each reads all records page by page; they are written by pure Python first. Linux only.
//
//   npx nx build @stemma/chroma && node tools/benchmarks/chroma/memory.mjs [--records 100000] [--directory kept]
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

const { values: options } = parseArgs({
  options: {
    records: { type: "string", default: "100000" },
    directory: { type: "string" },
    read: { type: "string" },
  },
});
const bar = { peakMiB: 300, holdMs: 10 };
const include = ["documents", "embeddings", "metadatas"];

/** The process' memory now, in MiB, by the kernel's word for it. */
function memoryMiB(word) {
  const kibibytes = new RegExp(`${word}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kibibytes) >> 10;
}

async function readHere(directory) {
  const steps = [];
  const note = (step, holdMs) => steps.push([step, memoryMiB("VmRSS"), memoryMiB("VmHWM"), holdMs]);
  const measured = async (step, work) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const value = await work();
    delay.disable();
    note(step, delay.max / 1e6);
    return value;
  };
  note("the runtime");
  const { openChroma, chromaPythonPath } = await import("@stemma/chroma");
  const { PythonContext } = await import("@stemma/python-context");
  const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
  await measured("import chromadb", () => python.import("stemma_chroma.records"));
  const chroma = await measured("open", () => openChroma(directory, { python }));
  const notes = await chroma.getCollection({ name: "notes" });
  await measured("count", () => notes.count());
  const readAll = async (fields) => {
    for await (const page of notes.pages({ include: fields })) if (page.ids.length === 0) return;
  };
  await measured("all pages without vectors", () => readAll(["documents", "metadatas"]));
  const queryEmbeddings = new Float32Array(384).fill(1);
  await measured("a query", () => notes.query({ queryEmbeddings, nResults: 10 }));
  await measured("all pages with vectors", () => readAll(include));
  await chroma.close();
  await python.close();
  return steps;
}

async function main() {
  const venv = join(import.meta.dirname, "../../../.venv/bin/python");
  const run = async (command, ...args) =>
    JSON.parse((await promisify(execFile)(command, args)).stdout.trim().split("\n").at(-1) ?? "");
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "stemma-benchmark-memory-"));
  const script = join(import.meta.dirname, "memory.py");
  try {
    if (!existsSync(join(directory, "chroma.sqlite3"))) await run(venv, script, directory, options.records);
    const python = await run(venv, script, directory, "0");
    const here = await run(process.execPath, fileURLToPath(import.meta.url), "--read", directory);
    console.log(
      `${options.records} records of 384 numbers, load ${loadavg()[0].toFixed(1)}; MiB now (at most)\n`,
    );
    console.log(
      "| after | pure Python | this process | more | longest hold ms |\n| --- | ---: | ---: | ---: | ---: |",
    );
    for (const [index, [step, now, peak, holdMs]] of here.entries()) {
      const [, nowThere, peakThere] = python[index];
      const hold = holdMs?.toFixed(1) ?? "–";
      console.log(
        `| ${step} | ${nowThere} (${peakThere}) | ${now} (${peak}) | ${peak - peakThere} | ${hold} |`,
      );
    }
    const peak = here.at(-1)[2];
    const hold = Math.max(...here.slice(2).map(([, , , holdMs]) => holdMs));
    console.log(`\n${peak < bar.peakMiB ? "holds " : "misses"} peak MiB: ${peak} (< ${bar.peakMiB})`);
    console.log(
      `${hold < bar.holdMs ? "holds " : "misses"} longest hold ms: ${hold.toFixed(1)} (< ${bar.holdMs})`,
    );
  } finally {
    if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
  }
}

if (options.read === undefined) await main();
else process.stdout.write(`${JSON.stringify(await readHere(options.read))}\n`);
