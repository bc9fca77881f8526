// Body of a process of its own: scans `<folder>/tree` three times, as it is, unchanged and with one file edited, and
// prints what each scan found.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { SqliteGraphStore } from "@stemma/graph-store";
import { ScanCache } from "../facts/scan-cache.js";
import { scanTree } from "./scan-tree.js";

async function main(folder: string, edited: string): Promise<void> {
  await using graph = await SqliteGraphStore.open(join(folder, "graph.db"));
  await using facts = await ScanCache.open(join(folder, "facts.log"));
  const scan = async (): Promise<unknown> => {
    const { files, symbols, relations, changes } = await scanTree(join(folder, "tree"), graph, {
      facts,
      temporaryFolder: folder,
    });
    return { files, symbols, relations, changes };
  };
  const results = [await scan(), await scan()];
  appendFileSync(join(folder, "tree", edited), "\n\ndef added():\n    return 1\n");
  results.push(await scan());
  process.stdout.write(JSON.stringify(results));
}

const [folder = "", edited = ""] = process.argv.slice(-2);
void main(folder, edited);
