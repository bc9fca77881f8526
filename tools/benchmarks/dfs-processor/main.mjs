// How fast the processor works through a tree when the provider costs no time, and how busy it keeps a slow one.
//
//   npx nx run-many -t build -p @stemma/dfs-processor
//   node --expose-gc tools/benchmarks/dfs-processor/main.mjs [nodes …]      1000 10000 100000 by default
//
// Everything runs on the embedded store, on a file, in one process; beside each figure stands what the same rows cost
// when they are written in batches by nothing but the store.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RecursiveDfsProcessor } from "../../../packages/dfs-processor/dist/index.js";
import { SqliteGraphStore } from "../../../packages/graph-store/dist/index.js";

const CHILDREN = 8;
const BATCH = 500;
const sizes = process.argv.slice(2).map(Number);

/** A tree of functions in which each but the leaves has eight children. */
function tree(nodeCount) {
  const path = (index) => `src/folder${index % 100}/file${index % 5000}.py`;
  const id = (index) => `${path(index)}#Class.method${index}`;
  const upsertNodes = Array.from({ length: nodeCount }, (_, index) => ({
    id: id(index),
    label: "FUNCTION",
    path: path(index),
    name: `method${index}`,
    language: "python",
    startLine: index,
    endLine: index + 5,
    signature: `def method${index}(self, value: int) -> str`,
    docstring: "Does one thing with the value.",
    source: "    value = value + 1\n".repeat(10),
    sourceHash: String(index).padStart(64, "0"),
  }));
  const upsertRelations = upsertNodes.slice(1).map((node, index) => ({
    type: "CONTAINS",
    fromId: id(Math.floor(index / CHILDREN)),
    toId: node.id,
    confidence: 1,
  }));
  return { upsertNodes, upsertRelations };
}

function provider(delayMs) {
  return {
    name: "benchmark",
    model: `delay ${delayMs}`,
    promptVersion: "1",
    isFree: true,
    async getCompletion({ node }) {
      if (delayMs > 0) await sleep(delayMs);
      return { text: `${node.name} does one thing and returns it.`, summary: `${node.name} does one thing.` };
    },
  };
}

async function withGraph(nodeCount, work) {
  const folder = mkdtempSync(join(tmpdir(), "stemma-benchmark-"));
  const file = join(folder, "graph.db");
  const graph = await SqliteGraphStore.open(file);
  const changes = tree(nodeCount);
  const writeMs = await timed(() => graph.applyChanges(changes));
  globalThis.gc?.();
  try {
    return await work({ graph, file, changes, writeMs, root: changes.upsertNodes[0].id });
  } finally {
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const documentNode = (graph, root, options = {}) =>
  new RecursiveDfsProcessor({
    graph,
    llm: provider(0),
    maxWorkers: 100,
    keepTexts: false,
    ...options,
  }).processNode(root);

/** The rows of a run, written by the store alone into a fresh graph. */
async function rawWrites(nodeCount, documentation) {
  return withGraph(nodeCount, async ({ graph, changes }) =>
    timed(async () => {
      const session = await graph.openSession();
      await session.record({
        states: changes.upsertNodes.map(({ id }) => ({ nodeId: id, status: "pending" })),
      });
      for (let start = 0; start < documentation.length; start += BATCH) {
        const batch = documentation.slice(start, start + BATCH);
        const states = batch.map(({ nodeId }) => ({ nodeId, status: "completed" }));
        await session.record({ documentation: batch, states });
      }
      await session.close();
    }),
  );
}

const perSecond = (nodeCount, ms) => Math.round((nodeCount * 1000) / ms);
const elapsed = [];
for (const nodeCount of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
  await withGraph(nodeCount, async ({ graph, root, writeMs }) => {
    const first = await documentNode(graph, root);
    const firstMs = first.metrics.elapsedMs;
    const againMs = await timed(() => documentNode(graph, root));
    const rawMs = await rawWrites(nodeCount, await graph.readDocumentation({}));
    elapsed.push([nodeCount, firstMs]);
    console.log(`${nodeCount} nodes`);
    console.log(`  scan written        ${perSecond(nodeCount, writeMs)} nodes/s with their relations`);
    console.log(`  documented          ${perSecond(nodeCount, firstMs)} nodes/s`);
    console.log(
      `  same rows, raw      ${perSecond(nodeCount, rawMs)} nodes/s (ratio ${(rawMs / firstMs).toFixed(2)})`,
    );
    console.log(`  nothing changed     ${Math.round(againMs)} ms`);
    console.log(
      `  heap, peak - start  ${Math.round(first.metrics.heapBytes.growth / nodeCount)} bytes a node, garbage included`,
    );
  });
}
if (elapsed.length > 1) {
  const [[smallest, smallestMs], [largest, largestMs]] = [elapsed[0], elapsed.at(-1)];
  const exponent = Math.log(largestMs / smallestMs) / Math.log(largest / smallest);
  console.log(`growth exponent from ${smallest} to ${largest}: ${exponent.toFixed(2)}`);
}

await withGraph(5_000, async ({ graph, root }) => {
  const { metrics } = await documentNode(graph, root, { llm: provider(50) });
  const { averageBusy, peakBusy, limit } = metrics.workers;
  console.log(
    `50 ms provider, 5,000 nodes: ${averageBusy.toFixed(1)} of ${limit} workers busy on average, ${peakBusy} at the peak`,
  );
});

await withGraph(10_000, async ({ graph, file, root }) => {
  const oneMs = await timed(() => documentNode(graph, root, { llm: { ...provider(0), model: "alone" } }));
  const other = await SqliteGraphStore.open(file);
  const bothMs = await timed(() =>
    Promise.all([
      documentNode(graph, root, { llm: { ...provider(0), model: "one of two" } }),
      documentNode(other, root, { llm: { ...provider(0), model: "two of two" } }),
    ]),
  );
  await other.close();
  console.log(`two sessions at once, 10,000 nodes: ${(bothMs / oneMs).toFixed(2)} times the time of one`);
});
