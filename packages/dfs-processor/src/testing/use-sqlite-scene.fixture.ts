import { join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import type { CurrentScene, GraphScene } from "./graph-scene.fixture.js";

/** A graph in a file for each test. */
export function useSqliteScene(): CurrentScene {
  let scene: GraphScene;
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory({ prefix: "stemma-graph" });
    const location = join(directory.path, "graph.db");
    const connectAgain = () => SqliteGraphStore.open(location);
    scene = { graph: await connectAgain(), connectAgain, location, environment: {} };
  });
  afterEach(async () => {
    await scene.graph.close();
    await directory.remove();
  });
  return () => scene;
}
