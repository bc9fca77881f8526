// What is measured, each on one place (a store), and each beside what it is compared with.
import { documentTree, makeProvider, timed, WORKERS } from "./document.mjs";
import { makeTree } from "./tree.mjs";

/** Nodes or relations of one transaction of the set-up. */
const LOADED_AT_ONCE = 10_000;

/** A new graph with a tree in it, for `work`. */
async function withTree(place, changes, work) {
  const graph = await place.openEmpty();
  try {
    await load(graph, changes);
    globalThis.gc?.();
    return await work(graph, changes.upsertNodes[0].id);
  } finally {
    await graph.close();
  }
}

/** In parts: all at once is one transaction, for which a small Neo4j has no room. */
async function load(graph, { upsertNodes, upsertRelations }) {
  for (let start = 0; start < upsertNodes.length; start += LOADED_AT_ONCE) {
    const end = start + LOADED_AT_ONCE;
    await graph.applyChanges({ upsertNodes: upsertNodes.slice(start, end) }, { timeoutMs: 600_000 });
  }
  for (let start = 0; start < upsertRelations.length; start += LOADED_AT_ONCE) {
    const end = start + LOADED_AT_ONCE;
    await graph.applyChanges({ upsertRelations: upsertRelations.slice(start, end) }, { timeoutMs: 600_000 });
  }
}

/** Milliseconds of a whole run with a provider that costs no time, and of writing the same rows by plain statements; best of `repeats`. */
export async function measureRun(place, nodeCount, repeats) {
  const changes = makeTree(nodeCount);
  const best = { runMs: Infinity, rawMs: Infinity, metrics: undefined };
  for (let repeat = 0; repeat < repeats; repeat++) {
    const documentation = await withTree(place, changes, async (graph, root) => {
      const finished = [];
      const { metrics, counts } = await documentTree(graph, root, {
        onDocumented(batch) {
          finished.push(batch.documentation);
        },
      });
      if (counts.documented !== nodeCount) throw new Error(`documented ${counts.documented} of ${nodeCount}`);
      if (metrics.elapsedMs < best.runMs) Object.assign(best, { runMs: metrics.elapsedMs, metrics });
      return finished.flat();
    });
    const rawMs = await withTree(place, changes, () => timed(() => place.rawWrites(documentation)));
    best.rawMs = Math.min(best.rawMs, rawMs);
  }
  return best;
}

/** Bytes of live heap that a run holds for each node, at its highest: after a collection at every tenth of the work. */
export async function measureMemory(place, nodeCount) {
  return withTree(place, makeTree(nodeCount), async (graph, root) => {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    let highest = 0;
    let next = 0;
    await documentTree(graph, root, {
      onProgress({ documented, total }) {
        if (documented < next) return;
        next = documented + total / 10;
        globalThis.gc();
        highest = Math.max(highest, process.memoryUsage().heapUsed);
      },
    });
    return (highest - before) / nodeCount;
  });
}

/** Share of the workers' time that went into calls of 50 ms, on a wide tree: all else, also reading and writing, is loss. */
export async function measureBusyShare(place, nodeCount, isFree) {
  return withTree(place, makeTree(nodeCount, 100), async (graph, root) => {
    const llm = makeProvider({ delayMs: 50, isFree });
    const { metrics } = await documentTree(graph, root, { llm });
    return llm.callMs / (WORKERS * metrics.elapsedMs);
  });
}

/** Time of two runs at once on one graph, as a multiple of one. */
export async function measureTwoSessions(place, nodeCount) {
  return withTree(place, makeTree(nodeCount), async (graph, root) => {
    const run = (store, model) => documentTree(store, root, { llm: makeProvider({ model }) });
    await run(graph, "first");
    const oneMs = await timed(() => run(graph, "alone"));
    const other = await place.connectAgain();
    const bothMs = await timed(() => Promise.all([run(graph, "one"), run(other, "two")]));
    await other.close();
    return bothMs / oneMs;
  });
}

/** Nodes a second of the seed's straightforward form and of the processor, on the same graph. */
export async function measureStraightforward(place, nodeCount) {
  const changes = makeTree(nodeCount);
  const llm = makeProvider();
  const straightMs = await withTree(place, changes, (_graph, root) =>
    timed(async () => {
      const count = await place.straightforward(root, (request) => llm.getCompletion(request));
      if (count !== nodeCount) throw new Error(`documented ${count} of ${nodeCount}`);
    }),
  );
  const runMs = await withTree(
    place,
    changes,
    async (graph, root) => (await documentTree(graph, root)).metrics.elapsedMs,
  );
  return { straightMs, runMs };
}
