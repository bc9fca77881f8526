import type { NodeOutline, Relation } from "@stemma/graph-store";

/** A part of the graph as it is drawn. */
export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  /** Both ends are among the nodes. */
  readonly edges: readonly Relation[];
}

/** A node as it is drawn. */
export interface DiagramNode extends NodeOutline {
  /** What was asked about. */
  readonly isStart: boolean;
  readonly isTest: boolean;
}

/** Formats in which a diagram can be written. */
export const DIAGRAM_FORMATS = ["mermaid", "dot", "graphml"] as const;

/** One of {@link DIAGRAM_FORMATS}. */
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number];

/** What a node is called in a diagram: its name within its file, with the file where that helps. */
export function labelOf({ id, path }: NodeOutline): string {
  return id.startsWith(`${path}#`) ? id.slice(path.length + 1) : path;
}

/** What stands at an edge: the kind of relation where it is no call, and how certain it is where it is not. */
export function edgeLabelOf({ type, confidence }: Relation): string {
  const kind = type === "CALLS" ? "" : type.toLowerCase();
  return [kind, confidence < 1 ? confidence.toFixed(2) : ""].filter((part) => part !== "").join(" ");
}
