import { join } from "node:path";
import {
  createIsolated,
  type Isolated,
  type IsolationOptions,
  type TestPlace,
} from "../isolation/isolated.js";
import { deleteAllNodes, requireNoSessions, type TestableGraph } from "./testable-graph.js";

/** How a test's graph is made. */
export interface IsolatedGraphOptions<G extends TestableGraph> extends IsolationOptions {
  /** Opens the graph in the test's own file; or the one on a server, with `deletesNodes`. */
  readonly open: (file: string, place: TestPlace) => Promise<G>;
  /**
   * Empties the graph before and after each test: for a server that tests share one after the other and that holds nothing
   * else. Default `false`.
   */
  readonly deletesNodes?: boolean | undefined;
}

/** A graph of one test. */
export interface IsolatedGraph<G extends TestableGraph> extends Isolated<G> {
  readonly graph: G;
}

/**
 * Makes a graph that no other test shares, for any test runner. Its `close()` warns of processing sessions that the test
 * has left open, closes the graph and removes its directory.
 */
export async function createIsolatedGraph<G extends TestableGraph>(
  options: IsolatedGraphOptions<G>,
): Promise<IsolatedGraph<G>> {
  const { open, deletesNodes = false } = options;
  const isolated = await createIsolated<G>(
    {
      prefix: "graph-test",
      async open(place) {
        const graph = await open(join(place.directory, "graph.sqlite"), place);
        if (deletesNodes) await deleteAllNodes(graph);
        return graph;
      },
      deleteData: (graph) => [
        { what: "look for open processing sessions", run: () => requireNoSessions(graph) },
        ...(deletesNodes ? [{ what: "delete the nodes", run: () => deleteAllNodes(graph) }] : []),
      ],
      closeStore: (graph) => [{ what: "close the graph", run: () => graph.close() }],
    },
    options,
  );
  return { ...isolated, graph: isolated.store };
}
