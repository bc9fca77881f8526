import type { NodeReference } from "./node-facts.js";

/** The class or function that a node is defined in, with what is known of it from its own source. */
export interface OwnerFacts extends NodeReference {
  readonly signature: string | null;
  /** First sentence of its docstring. */
  readonly says: string | null;
}

/**
 * Where a node stands. Helps whoever writes of it to understand it; it is not part of what a text is made from, so that a
 * change of it, such as a new caller or another line, makes no text out of date and no call be paid again.
 */
export interface NodeContext {
  /** First line of its definition, counted from 1; `null` for files, folders and foreign graphs. */
  readonly line: number | null;
  readonly owner: OwnerFacts | null;
  /** First sentence of what the root's README says; `null` where there is none. */
  readonly project: string | null;
  /** Some of those that call, import or inherit from it, ordered by id. */
  readonly users: readonly NodeReference[];
  /** How many there are in all. */
  readonly userCount: number;
}

/** Of nodes of which nobody asked where they stand. */
export const NO_CONTEXT: NodeContext = { line: null, owner: null, project: null, users: [], userCount: 0 };
