import { type GraphStore, Neo4jGraphStore, Neo4jManager, SqliteGraphStore } from "@stemma/graph-store";
import type { ServerSecrets } from "../config/environment.js";
import type { StateDirectory } from "../state/state-directory.js";

/** The graph on the server at `url`, or in the state directory when there is no URL. */
export async function openGraph(
  url: string | undefined,
  state: StateDirectory,
  { graphUser, graphPassword }: ServerSecrets,
): Promise<GraphStore> {
  if (url === undefined) return SqliteGraphStore.open(state.graphFile);
  const manager = new Neo4jManager(url, graphUser, graphPassword);
  try {
    return await Neo4jGraphStore.open(manager);
  } catch (error) {
    await manager.close();
    throw error;
  }
}
