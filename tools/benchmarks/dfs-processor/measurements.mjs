// What is measured, each on one place (a store), and each beside what it is compared with.
import { documentTree, makeProvider, timed, WORKERS } from "./document.mjs";
import { makeTree } from "./tree.mjs";

/** A hundred thousand nodes take Neo4j a minute on a calm machine. */
const LOAD_TIMEOUT_MS = 600_000;

/** Live heap is only known after a collection. */
function collectGarbage() {
  if (globalThis.gc === undefined) throw new Error("run me with node --expose-gc");
  globalThis.gc();
}

/** A new graph with a tree in it, for `work`. */
async function withTree(place, changes, time, work) {
  time.check();
  const graph = await place.openEmpty();
  try {
    await graph.applyChanges(changes, { timeoutMs: LOAD_TIMEOUT_MS, signal: time.signal() });
    collectGarbage();
    return await work(graph, changes.upsertNodes[0].id);
  } finally {
    await graph.close();
  }
}

/** Milliseconds of a whole run with a provider that costs no time, and of writing the same rows by plain statements; best of `repeats`. */
export async function measureRun(place, nodeCount, repeats, time) {
  const changes = makeTree(nodeCount);
  const best = { runMs: Infinity, rawMs: Infinity, batches: { count: 0, meanSize: 0 } };
  for (let repeat = 0; repeat < repeats; repeat++) {
    await withTree(place, changes, time, async (graph, root) => {
      const finished = [];
      const { metrics, counts } = await documentTree(graph, root, {
        signal: time.signal(),
        onDocumented(batch) {
          finished.push(batch.documentation);
        },
      });
      if (counts.documented !== nodeCount) throw new Error(`documented ${counts.documented} of ${nodeCount}`);
      if (metrics.elapsedMs < best.runMs) {
        best.runMs = metrics.elapsedMs;
        best.batches = metrics.batches;
      }
      const documentation = finished.flat();
      time.check();
      const writeRaw = () => timed(() => place.rawWrites(documentation));
      // Where loading takes long the texts go and the same tree is written to again.
      const rawMs =
        place.forgetDocumentation === undefined
          ? await withTree(place, changes, time, writeRaw)
          : await place.forgetDocumentation().then(writeRaw);
      best.rawMs = Math.min(best.rawMs, rawMs);
    });
  }
  return best;
}

/** Bytes of live heap that a run holds for each node, at its highest: after a collection at every tenth of the work. */
export async function measureMemory(place, nodeCount, time) {
  return withTree(place, makeTree(nodeCount), time, async (graph, root) => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    let highest = 0;
    let next = 0;
    await documentTree(graph, root, {
      signal: time.signal(),
      onProgress({ documented, total }) {
        if (documented < next) return;
        next = documented + total / 10;
        collectGarbage();
        highest = Math.max(highest, process.memoryUsage().heapUsed);
      },
    });
    return (highest - before) / nodeCount;
  });
}

/** Share of the workers' time that went into calls of 50 ms, on a wide tree: all else, also reading and writing, is loss. */
export async function measureBusyShare(place, nodeCount, isFree, time) {
  return withTree(place, makeTree(nodeCount, 100), time, async (graph, root) => {
    const llm = makeProvider({ delayMs: 50, isFree });
    const { metrics } = await documentTree(graph, root, { llm, signal: time.signal() });
    return llm.callMs / (WORKERS * metrics.elapsedMs);
  });
}

/** Time of two runs at once on one graph, as a multiple of one. */
export async function measureTwoSessions(place, nodeCount, time) {
  return withTree(place, makeTree(nodeCount), time, async (graph, root) => {
    const run = (store, model) =>
      documentTree(store, root, { llm: makeProvider({ model }), signal: time.signal() });
    await run(graph, "first");
    const oneMs = await timed(() => run(graph, "alone"));
    const other = await place.connectAgain();
    const bothMs = await timed(() => Promise.all([run(graph, "one"), run(other, "two")]));
    await other.close();
    return bothMs / oneMs;
  });
}

/** Nodes a second of the seed's straightforward form and of the processor, on the same graph. */
export async function measureStraightforward(place, nodeCount, time) {
  const changes = makeTree(nodeCount);
  const llm = makeProvider();
  const straightMs = await withTree(place, changes, time, (_graph, root) =>
    timed(async () => {
      const count = await place.straightforward(root, (request) => {
        time.check();
        return llm.getCompletion(request);
      });
      if (count !== nodeCount) throw new Error(`documented ${count} of ${nodeCount}`);
    }),
  );
  const runMs = await withTree(
    place,
    changes,
    time,
    async (graph, root) => (await documentTree(graph, root, { signal: time.signal() })).metrics.elapsedMs,
  );
  return { straightMs, runMs };
}
