// What versioning costs, against the size of the change and of the collection, beside its ceilings in the same run.
//
//   node tools/benchmarks/versions/main.mjs [sizes, default 1000,10000] [repository, default doltlite; or dolt]
//
// Needs the packages built (npx nx build @stemma/versions). Documents of 1 KB with vectors of 384 numbers. All times in
// milliseconds; one run each unless a row says otherwise. Ceilings: the raw SQL of the same rows in doltlite through the
// same connection code, and raw reads and writes of Chroma through the same calls of Python.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const [sizes = "1000,10000", kind = "doltlite"] = process.argv.slice(2);
const dimension = 384;
const batch = 1_000;
const changed = 100;
const timeoutMs = 3_600_000;
const author = { name: "Benchmark", email: "benchmark@example.org" };

const python = await PythonContext.start({
  pythonPath: [chromaPythonPath(), versionsPythonPath(), import.meta.dirname],
});

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

async function call(name, ...args) {
  const result = await python.execute({ module: "ceilings", name, args }, { timeoutMs });
  if (!result.ok) throw new Error(result.error.traceback ?? result.error.message);
  return result.value;
}

function records(from, count, salt) {
  const vectors = new Float32Array(count * dimension);
  for (let index = 0; index < vectors.length; index++) {
    vectors[index] = Math.sin((from + index + 1) * 12.9898 + salt * 78.233) % 1;
  }
  const ids = Array.from({ length: count }, (_, index) => `document ${from + index}`);
  const documents = ids.map((id) => `${id} ${salt} `.padEnd(1_024, "the quick brown fox "));
  return { ids, documents, embeddings: vectors, metadatas: ids.map((_, index) => ({ number: index, salt })) };
}

async function run(size) {
  const directory = await mkdtemp(join(tmpdir(), "stemma-benchmark-"));
  const place = (name) => ({
    chroma: join(directory, name, "chroma"),
    state: join(directory, name, "state.sqlite"),
    repository: kind === "dolt" ? `dolt:${join(directory, name, "dolt")}` : join(directory, name, "history"),
    python,
    author,
  });
  const rows = {};
  const chroma = await openChroma(place("a").chroma, { python });
  const collection = await chroma.createCollection({ name: "documents" });
  for (let from = 0; from < size; from += batch) {
    await collection.upsert(records(from, Math.min(batch, size - from), 0), { timeoutMs });
  }
  const steps = new Map();
  const reachedStep = async (step) => void steps.set(step, performance.now());
  const versions = await SyncManager.init({ ...place("a"), reachedStep });
  const location = place("a").chroma;

  const rawRead = (await timed(() => call("read_all", location))).ms;
  const rawWrite = (await timed(() => call("write_rows", join(directory, "raw.doltlite"), size, dimension)))
    .ms;
  rows["first commit"] = [
    (await timed(() => versions.commit("first", { timeoutMs }))).ms,
    rawRead + rawWrite,
  ];
  rows["status, nothing written"] = [(await timed(() => versions.status({ timeoutMs }))).ms];

  await versions.switchBranch("other", { create: true });
  await collection.upsert(records(0, changed, 1));
  const detection = await timed(() => versions.diff(undefined, undefined, { timeoutMs }));
  rows["detect 100 (reads the collection)"] = [
    detection.ms,
    (await timed(() => call("read_texts", location))).ms,
  ];
  const commits = [];
  for (let round = 0; round < 3; round++) {
    await collection.upsert(records(0, changed, round + 1));
    await versions.commit(`hundred ${round}`, { timeoutMs });
    commits.push(performance.now() - steps.get("commit-journalled"));
  }
  rows["commit 100, after the detection (best of 3)"] = [Math.min(...commits)];

  const switches = [];
  for (const branch of ["main", "other", "main", "other"]) {
    switches.push((await timed(() => versions.switchBranch(branch, { timeoutMs }))).ms);
  }
  const rawUpsert = [];
  for (let round = 0; round < 3; round++)
    rawUpsert.push((await timed(() => call("upsert", location, changed, round))).ms);
  await versions.reset(undefined, { timeoutMs });
  rows["switch, 100 differ (best of 4)"] = [Math.min(...switches), Math.min(...rawUpsert)];

  await versions.addRemote("origin", `file://${join(directory, "remote")}`);
  rows["first push"] = [(await timed(() => versions.push({ branch: "main", timeoutMs }))).ms];
  rows["push 100"] = [(await timed(() => versions.push({ branch: "other", timeoutMs }))).ms];
  const clone = await timed(() =>
    SyncManager.clone({ ...place("b"), timeoutMs }, `file://${join(directory, "remote")}`),
  );
  rows.clone = [clone.ms];
  await clone.result.close();
  rows["delete and reload, as the original switched"] = [(await timed(() => call("reload", location))).ms];

  await versions.close();
  await chroma.close();
  await rm(directory, { recursive: true, force: true });
  return rows;
}

process.stdout.write(`repository: ${kind}; documents of 1 KB, vectors of ${dimension}\n`);
for (const size of sizes.split(",").map(Number)) {
  process.stdout.write(`\n${size} documents\n`);
  for (const [name, [ms, ceiling]] of Object.entries(await run(size))) {
    const beside =
      ceiling === undefined
        ? ""
        : `ceiling ${ceiling.toFixed(0).padStart(7)}   ${(ms / ceiling).toFixed(2)}×`;
    process.stdout.write(`  ${name.padEnd(44)}${ms.toFixed(0).padStart(8)} ms   ${beside}\n`);
  }
}
await python.close();
