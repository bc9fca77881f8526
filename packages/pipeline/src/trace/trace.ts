import type { NodeOutline, RelationType } from "@stemma/graph-store";

/** What is followed from the beginning: who calls it, what it calls, or whatever may break where it changes. */
export type TraceDirection = "callers" | "callees" | "impact";

/** A node that was reached, and how. */
export interface TraceStep {
  readonly node: NodeOutline;
  /** Relations between the beginning and this node; the nearest come first. */
  readonly depth: number;
  /** The id of the node one step nearer to the beginning, of which it was reached first. */
  readonly via: string;
  readonly relation: RelationType;
  /** Of that relation: 1 for a certain one, less for a candidate. */
  readonly confidence: number;
  /** Where that relation stands: the file that calls, inherits or imports, with the lines of its calls; other relations tell no lines. */
  readonly site: { readonly path: string; readonly lines: readonly number[] };
  /** Whether the node is a test, a fixture of tests among them. */
  readonly isTest: boolean;
}

/** What can be reached from a node. */
export interface Trace {
  readonly from: NodeOutline;
  /** By depth, then by id. */
  readonly steps: readonly TraceStep[];
  /** There is more, deeper or beside, than was asked for. */
  readonly isCut: boolean;
}

/** How far is followed. */
export interface TraceLimits {
  readonly depth: number;
  /** Most nodes. */
  readonly limit: number;
}
