import { unusedIn } from "@stemma/code-graph";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";

/** What nothing in the tree leads to. */
export interface Unused {
  /** Functions and classes, by id. What is exported may be used elsewhere. */
  readonly nodes: readonly NodeOutline[];
  readonly isCut: boolean;
}

/** Functions and classes of a folder or file that nothing in the tree calls, hands over or derives from; tests are left out. */
export function unusedBelow(
  graph: GraphStore,
  { below, limit }: { readonly below: string; readonly limit: number },
): Promise<Unused> {
  return unusedIn(graph, { below, mostNodes: limit });
}
