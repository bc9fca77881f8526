import { expect } from "@jest/globals";
import type { GraphStore } from "@stemma/graph-store";
import { sessionResidue } from "./graphs.fixture.js";

/** An empty graph for one test, of whichever adapter. */
export interface GraphScene {
  readonly graph: GraphStore;
  /** The same graph through a connection of its own, which the test closes. */
  readonly connectAgain: () => Promise<GraphStore>;
  /** Where another process finds the same graph, and what it needs in its environment for that. */
  readonly location: string;
  readonly environment: Record<string, string>;
}

/** Gives the scene of the running test. */
export type CurrentScene = () => GraphScene;

/** Remembers nodes and relations; the function that it gives checks that they are the same and nothing of a session is left. */
export async function rememberGraph(graph: GraphStore): Promise<() => Promise<void>> {
  const nodes = await graph.readNodes({});
  const relations = await graph.readRelations({});
  return async () => {
    expect(await sessionResidue(graph)).toBe(0);
    expect(await graph.readNodes({})).toEqual(nodes);
    expect(await graph.readRelations({})).toEqual(relations);
  };
}
