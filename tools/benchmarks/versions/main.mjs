// What versioning costs, against the size of the change and of the collection, beside its ceilings in the same run.
//
//   node tools/benchmarks/versions/main.mjs [sizes, default 1000,10000] [repository, default doltlite; or dolt]
//
// Needs the packages built (npx nx build @stemma/versions). Documents of 1 KB with vectors of 384 numbers. Ceilings: the same
// rows by raw SQL in the same database, and raw reads and writes of Chroma by the same calls of Python. Of small operations
// the best of several rounds counts, on both sides.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";
import { rawDolt } from "./raw-dolt.mjs";
import { rawDoltlite } from "./raw-doltlite.mjs";
import { printBars, printFigures } from "./report.mjs";

const [sizes = "1000,10000", kind = "doltlite"] = process.argv.slice(2);
const dimension = 384;
const batch = 1_000;
const changed = 100;
const rounds = 7;
const barSize = 10_000;
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

/** The best of several rounds; `prepare` is not counted. */
async function best(work, { times = rounds, prepare = async () => undefined } = {}) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= times; round++) {
    await prepare(round);
    least = Math.min(least, (await timed(() => work(round))).ms);
  }
  return least;
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
  const raw = kind === "dolt" ? await rawDolt(directory) : rawDoltlite(call, directory);
  const figures = {};
  const chroma = await openChroma(place("a").chroma, { python });
  const collection = await chroma.createCollection({ name: "documents" });
  for (let from = 0; from < size; from += batch) {
    await collection.upsert(records(from, Math.min(batch, size - from), 0), { timeoutMs });
  }
  const steps = new Map();
  const reachedStep = async (step) => void steps.set(step, performance.now());
  const versions = await SyncManager.init({ ...place("a"), reachedStep });
  const location = place("a").chroma;

  const rawRead = await best(() => call("read_all", location), { times: 3 });
  const rawWrite = (await timed(() => raw.write(size, dimension, 0))).ms;
  figures["first commit"] = {
    ms: (await timed(() => versions.commit("first", { timeoutMs }))).ms,
    ceiling: rawRead + rawWrite,
  };
  figures["status, nothing written"] = { ms: await best(() => versions.status({ timeoutMs })) };

  await versions.addRemote("origin", `file://${join(directory, "remote")}`);
  await raw.addRemote();
  const firstPush = (await timed(() => versions.push({ timeoutMs }))).ms;
  figures["first push"] = { ms: firstPush, ceiling: (await timed(() => raw.push())).ms };

  await versions.switchBranch("other", { create: true });
  await collection.upsert(records(0, changed, 99));
  figures["detect 100"] = {
    ms: await best(() => versions.diff(undefined, undefined, { timeoutMs }), { times: 3 }),
    ceiling: await best(() => call("read_texts", location), { times: 3 }),
  };

  const [commits, pushes, rawCommits, rawPushes] = [[], [], [], []];
  for (let round = 1; round <= rounds; round++) {
    await collection.upsert(records(0, changed, round));
    await versions.commit(`hundred ${round}`, { timeoutMs });
    commits.push(performance.now() - steps.get("commit-journalled"));
    pushes.push((await timed(() => versions.push({ timeoutMs }))).ms);
    const read = (await timed(() => call("read_some", location, changed))).ms;
    rawCommits.push(read + (await timed(() => raw.write(changed, dimension, round))).ms);
    rawPushes.push((await timed(() => raw.push())).ms);
  }
  // The first push of a branch is another thing.
  figures["commit 100"] = { ms: Math.min(...commits), ceiling: Math.min(...rawCommits) };
  figures["push 100"] = { ms: Math.min(...pushes.slice(1)), ceiling: Math.min(...rawPushes) };

  const branches = ["main", "other"];
  figures["switch 100"] = {
    ms: await best((round) => versions.switchBranch(branches[round % 2 === 0 ? 1 : 0], { timeoutMs })),
    ceiling: await best((round) => call("upsert", location, changed, round)),
  };
  await versions.reset(undefined, { timeoutMs });

  const clone = await timed(() =>
    SyncManager.clone({ ...place("b"), timeoutMs }, `file://${join(directory, "remote")}`),
  );
  figures["clone; raw adds to a fresh Chroma"] = {
    ms: clone.ms,
    ceiling: (await timed(() => call("fill", join(directory, "fresh"), size, dimension))).ms,
  };
  await clone.result.close();
  figures["delete and reload, as the original switched"] = {
    ms: (await timed(() => call("reload", location))).ms,
  };

  await versions.close();
  await chroma.close();
  await raw.close();
  await rm(directory, { recursive: true, force: true });
  return figures;
}

console.log(`repository: ${kind}; documents of 1 KB, vectors of ${dimension}`);
const runs = new Map();
for (const size of sizes.split(",").map(Number)) {
  runs.set(size, await run(size));
  printFigures(size, runs.get(size));
}
printBars(runs, barSize);
await python.close();
