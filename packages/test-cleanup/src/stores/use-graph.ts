import { type HookOptions, useIsolated } from "../isolation/use-isolated.js";
import {
  createIsolatedGraph,
  type IsolatedGraph,
  type IsolatedGraphOptions,
} from "./create-isolated-graph.js";
import type { TestableGraph } from "./testable-graph.js";

const names = ["graph", "directory", "uniqueName", "use"] as const;

/** How each test's graph is made, and by which runner's hooks. */
export interface UseGraphOptions<G extends TestableGraph> extends IsolatedGraphOptions<G>, HookOptions {}

/** The present test's graph; to be read inside of tests and hooks only. */
export type GraphInTest<G extends TestableGraph> = Pick<IsolatedGraph<G>, (typeof names)[number]>;

/**
 * Gives each test of a file or `describe` block a graph of its own, and undoes it afterwards.
 *
 * @example
 * ```ts
 * const test = useGraph({ open: (file) => SqliteGraphStore.open(file) });
 * it("is empty", async () => { expect(await test.graph.readNodes({})).toEqual([]); });
 * ```
 */
export function useGraph<G extends TestableGraph>(options: UseGraphOptions<G>): GraphInTest<G> {
  return useIsolated(() => createIsolatedGraph(options), names, options);
}
