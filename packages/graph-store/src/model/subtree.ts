import type { NodeLabel, RelationType } from "./code-node.js";

/** `descendants`: what the root contains or defines, however deep; `all`: every node of the graph. */
export type SubtreeScope = "descendants" | "all";

/** A node as the scheduler needs it: no source, so that a hundred thousand of them stay small. */
export interface SubtreeNode {
  readonly id: string;
  readonly label: NodeLabel;
  readonly path: string;
  readonly name: string;
  readonly sourceHash: string;
  /** Of a file that is no code. */
  readonly isText?: true;
  /** Of kind `property`: reading it is what runs it. */
  readonly isProperty?: true;
  /** False for the far end of an edge that leaves or enters the subtree; such a node is context, not work. */
  readonly isInside: boolean;
  /** Of the documentation that the node has, else `null`. */
  readonly documentation: { readonly nodeKey: string; readonly summaryHash: string } | null;
}

/** A relation between two entries of {@link Subtree.nodes}, by their positions. */
export interface SubtreeEdge {
  readonly type: RelationType;
  readonly from: number;
  readonly to: number;
}

/** A part of the graph, read at one moment. */
export interface Subtree {
  /** Ordered by id; outside nodes are among them. */
  readonly nodes: readonly SubtreeNode[];
  /** Every relation that starts or ends at an inside node. */
  readonly edges: readonly SubtreeEdge[];
}

/** What a plan reads of a node's kind. */
export function ofKind(kind: string | null | undefined): Pick<SubtreeNode, "isText" | "isProperty"> {
  if (kind === "text") return { isText: true };
  return kind === "property" ? { isProperty: true } : {};
}
