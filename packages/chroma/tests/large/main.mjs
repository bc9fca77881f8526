// Memory and event loop with many records: writes them, and reads them in another process.
//
//   node main.mjs [records] [directory]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { openChroma } from "@stemma/chroma";

const dimension = 384;
const [count = "100000", given, step] = process.argv.slice(2);
const records = Number(count);
const directory = given ?? mkdtempSync(join(tmpdir(), "stemma-large-"));
const peakMiB = () => Math.round(process.resourceUsage().maxRSS / 1024);
const idOf = (index) => `id ${index}`;

/** What work came to: its time, the longest hold of the event loop, and the peak of memory so far. */
async function measured(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const value = await work();
  delay.disable();
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const ms = (nanoseconds) => Math.round(nanoseconds / 1e5) / 10;
  const holds = { longestHoldMs: ms(delay.max), hold999Ms: ms(delay.percentile(99.9)) };
  return { value, seconds, ...holds, peakMiB: peakMiB() };
}

async function write(notes) {
  const ids = Array.from({ length: records }, (_value, index) => idOf(index));
  const embeddings = new Float32Array(records * dimension);
  for (let index = 0; index < embeddings.length; index += 1) embeddings[index] = Math.sin(index * 7.3);
  const documents = ids.map((id) => `The text of ${id}.`);
  const metadatas = ids.map((_id, index) => ({ index, half: index / 2, list: [0, 12.5, index] }));
  return measured(() => notes.add({ ids, embeddings, documents, metadatas }, { timeoutMs: 3_600_000 }));
}

const include = ["documents", "embeddings", "metadatas", "uris"];
const reads = {
  async "pages with everything"(notes) {
    let seen = 0;
    for await (const page of notes.pages({ include })) seen += page.ids.length;
    return seen;
  },
  async "get of all metadata"(notes) {
    return (await notes.get({ include: ["metadatas"] }, { timeoutMs: 600_000 })).ids.length;
  },
  async "get by all ids"(notes) {
    const ids = Array.from({ length: records }, (_value, index) => idOf(index));
    return (await notes.get({ ids, include: ["documents"] }, { timeoutMs: 600_000 })).ids.length;
  },
  async "get of what fits a filter"(notes) {
    return (await notes.get({ where: { index: { $gte: 0 } } }, { timeoutMs: 600_000 })).ids.length;
  },
  async "query within all ids"(notes) {
    const ids = Array.from({ length: records }, (_value, index) => idOf(index));
    const queryEmbeddings = new Float32Array(dimension).fill(1);
    return (await notes.query({ queryEmbeddings, ids, nResults: 10 }, { timeoutMs: 600_000 })).ids[0].length;
  },
};

const chroma = await openChroma(directory);
const notes = await chroma.getOrCreateCollection({ name: "notes" });
if (step === undefined) {
  const written = await write(notes);
  await chroma.close();
  process.stdout.write(`${JSON.stringify({ add: written })}\n`);
  for (const name of ["nothing", ...Object.keys(reads)]) {
    const args = [fileURLToPath(import.meta.url), count, directory, name];
    process.stdout.write(execFileSync(process.execPath, args, { encoding: "utf8" }));
  }
  if (given === undefined) rmSync(directory, { recursive: true });
} else {
  const read = reads[step] ?? (() => notes.count({ timeoutMs: 600_000 }));
  process.stdout.write(`${JSON.stringify({ [step]: await measured(() => read(notes)) })}\n`);
  await chroma.close();
}
