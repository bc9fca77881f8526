/** What clean-up needs of a graph; `GraphStore` of `@stemma/graph-store` fits. */
export interface TestableGraph {
  /** Sessions that nobody has closed yet, among other counts. */
  readStatistics(): Promise<{ readonly sessions: number }>;
  readNodes(filter: object): Promise<readonly { readonly id: string }[]>;
  applyChanges(changes: { readonly deleteNodeIds: readonly string[] }): Promise<unknown>;
  close(): Promise<void>;
}

/** Deletes every node, and with it relations and documentation. */
export async function deleteAllNodes(graph: TestableGraph): Promise<void> {
  const nodes = await graph.readNodes({});
  if (nodes.length > 0) await graph.applyChanges({ deleteNodeIds: nodes.map(({ id }) => id) });
}

/** @throws {@link Error} when processing sessions are left, which only whoever opened them could have closed. */
export async function requireNoSessions(graph: Pick<TestableGraph, "readStatistics">): Promise<void> {
  const { sessions } = await graph.readStatistics();
  if (sessions > 0) throw new Error(`${sessions} processing sessions are still open`);
}
