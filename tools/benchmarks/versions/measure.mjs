import { cp } from "node:fs/promises";
import { join } from "node:path";
import { openChroma } from "@stemma/chroma";
import { SyncManager } from "@stemma/versions";
import { EmbeddingCount } from "./embeddings.mjs";
import { rawDolt } from "./raw-dolt.mjs";
import { rawDoltlite } from "./raw-doltlite.mjs";
import { dimension, records } from "./records.mjs";
import { best, timed } from "./timing.mjs";

const rounds = 7;
const author = { name: "Benchmark", email: "benchmark@example.org" };

/**
 * All figures of one size, in milliseconds, each beside its ceiling, and the vectors that were computed. With `filled`, a
 * Chroma that `ceilings.fill` has filled before, what fills one again is left out.
 */
export async function measure(size, { changed, adapter, filled, python, directory, stages }) {
  const place = (name) => ({
    chroma: join(directory, name, "chroma"),
    state: join(directory, name, "state.sqlite"),
    repository:
      adapter === "dolt" ? `dolt:${join(directory, name, "dolt")}` : join(directory, name, "history"),
    python,
    author,
  });
  const call = async (options, name, ...args) => {
    const result = await python.execute({ module: "ceilings", name, args }, options);
    if (!result.ok) throw new Error(result.error.traceback ?? result.error.message);
    return result.value;
  };
  const untimed = (name, ...args) => call({ timeoutMs: 3_600_000 }, name, ...args);
  const raw = adapter === "dolt" ? await rawDolt(directory) : rawDoltlite(untimed, directory);
  const embeddings = await EmbeddingCount.start(python, directory);
  const location = place("a").chroma;
  const remote = `file://${join(directory, "remote")}`;
  const figures = {};

  const fill = await stages.run("raw adds to a fresh Chroma", (options) =>
    timed(() =>
      filled === undefined
        ? call(options, "fill", location, size, dimension)
        : cp(filled, location, { recursive: true }),
    ),
  );
  const chroma = await openChroma(location, { python });
  const collection = await chroma.getCollection({ name: "documents" });
  const steps = new Map();
  const reachedStep = async (step) => void steps.set(step, performance.now());
  const versions = await SyncManager.init({ ...place("a"), reachedStep });

  const rawRead = await stages.run("raw reads of everything", (options) =>
    best(3, () => call(options, "read_all", location)),
  );
  const rawWrite = await stages.run("raw SQL of the same rows", () =>
    timed(() => raw.write(size, dimension, 0)),
  );
  figures["first commit"] = await stages.run("first commit", async (options) => ({
    ms: (await timed(() => versions.commit("first", options))).ms,
    ceiling: rawRead + rawWrite.ms,
  }));
  figures["status, nothing written"] = await stages.run("status", async (options) => ({
    ms: await best(rounds, () => versions.status(options)),
  }));
  await versions.addRemote("origin", remote);
  await raw.addRemote();
  figures["first push"] = await stages.run("first push", async (options) => ({
    ms: (await timed(() => versions.push(options))).ms,
    ceiling: (await timed(() => raw.push())).ms,
  }));

  await versions.switchBranch("other", { create: true });
  await collection.upsert(records(0, changed, 99));
  figures["detect"] = await stages.run("detection of changes", async (options) => ({
    ms: await best(3, () => versions.diff(undefined, undefined, options)),
    ceiling: await best(3, () => call(options, "read_texts", location)),
  }));

  await stages.run("commits and pushes", async (options) => {
    /** @type {number[][]} */
    const [commits, pushes, rawCommits, rawPushes] = [[], [], [], []];
    for (let round = 1; round <= rounds; round++) {
      await collection.upsert(records(0, changed, round));
      await versions.commit(`round ${round}`, options);
      commits.push(performance.now() - steps.get("commit-journalled"));
      pushes.push((await timed(() => versions.push(options))).ms);
      const read = (await timed(() => call(options, "read_some", location, changed))).ms;
      rawCommits.push(read + (await timed(() => raw.write(changed, dimension, round))).ms);
      rawPushes.push((await timed(() => raw.push())).ms);
    }
    figures["commit"] = { ms: Math.min(...commits), ceiling: Math.min(...rawCommits) };
    // The first push of a branch is another thing.
    figures["push"] = { ms: Math.min(...pushes.slice(1)), ceiling: Math.min(...rawPushes) };
  });

  await untimed("keep", location, "other", changed);
  await versions.switchBranch("main");
  await untimed("keep", location, "main", changed);
  figures["switch"] = await stages.run("switches", async (options) => {
    const there = (round) => (round % 2 === 0 ? "main" : "other");
    const half = (rounds + 1) / 2;
    const rawUpserts = () => best(half, (round) => call(options, "upsert", location, there(round)));
    const before = await rawUpserts();
    await versions.status(options);
    const ms = await embeddings.during("switch", () =>
      best(rounds + 1, (round) => versions.switchBranch(there(round), options)),
    );
    return { ms, ceiling: Math.min(before, await rawUpserts()) };
  });
  await stages.run("reset", (options) => versions.reset(undefined, options));

  figures["merge, as many on each side"] = await stages.run("merge", async (options) => {
    await collection.upsert(records(changed, changed, 1));
    await versions.commit("on main", options);
    return embeddings.during("merge", async () => ({
      ms: (await timed(() => versions.merge("other", options))).ms,
    }));
  });
  if (filled === undefined) await measureFilling();
  await versions.close();
  await chroma.close();
  await raw.close();
  return { figures, embeddings: embeddings.counts };

  async function measureFilling() {
    const clone = await stages.run("clone", (options) =>
      embeddings.during("clone", () => timed(() => SyncManager.clone({ ...place("b"), ...options }, remote))),
    );
    figures["clone; raw adds to a fresh Chroma"] = { ms: clone.ms, ceiling: fill.ms };
    await clone.result.close();
    figures["delete and reload, as the original switched"] = await stages.run(
      "delete and reload",
      async (options) => ({
        ms: (await timed(() => call(options, "reload", location))).ms,
      }),
    );
  }
}
