// The nodes of a tree, as Stemma's own scan sees them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";

/** Tests and what a build made are no sources. */
const exclude = [
  "test/",
  "tests/",
  "testing/",
  "__tests__/",
  "*_test.go",
  "*.test.*",
  "*.spec.*",
  "*.min.*",
  "vendor/",
  "node_modules/",
  "_vendor/",
];

/** `include`: patterns as `.gitignore` has them. */
export async function readTree(directory, include) {
  const workshop = mkdtempSync(join(tmpdir(), "stemma-read-"));
  const graph = await SqliteGraphStore.open(join(workshop, "graph.sqlite"));
  try {
    await scanTree(directory, graph, { temporaryFolder: workshop, exclude, include });
    return await graph.readNodes({});
  } finally {
    await graph.close();
    rmSync(workshop, { recursive: true, force: true });
  }
}
