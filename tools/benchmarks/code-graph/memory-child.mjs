// One scan of `<folder>/tree` into a graph beside it; prints what it found and the highest memory of this process.
import { join } from "node:path";
import { ScanCache, scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";

const folder = process.argv[2];
const graph = await SqliteGraphStore.open(join(folder, "graph.db"));
const facts = await ScanCache.open(join(folder, "facts.log"));
const { files, symbols, relations, durations } = await scanTree(join(folder, "tree"), graph, {
  facts,
  temporaryFolder: folder,
});
console.log(
  JSON.stringify({
    total: files.total,
    parsed: files.parsed,
    symbols: symbols.CLASS + symbols.FUNCTION,
    relations: Object.values(relations).reduce((sum, count) => sum + count, 0),
    // Kilobytes.
    peakMb: process.resourceUsage().maxRSS / 1024,
    seconds: durations.totalMs / 1000,
    phases: ["discover", "parse", "link", "write"]
      .map((phase) => `${phase} ${(durations[`${phase}Ms`] / 1000).toFixed(1)}`)
      .join(", "),
  }),
);
await facts.close();
await graph.close();
