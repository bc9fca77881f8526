/** Kinds of node that are documented. */
export type NodeKind = "FOLDER" | "FILE" | "CLASS" | "FUNCTION" | "TEXT";

/** All that is known of a node from its own source. */
export interface NodeFacts {
  readonly id: string;
  readonly label: NodeKind;
  /** Path of the folder or file, relative to the root; `"."` is the root itself. */
  readonly path: string;
  readonly name: string;
  readonly language: string | null;
  readonly signature: string | null;
  /** Without its markers. */
  readonly docstring: string | null;
  /** The node's own source, bodies of nested definitions elided; empty where there is none. */
  readonly source: string;
  /** Only read: part of a text, a file or folder of texts, a constant. What there is to say of it stands there already. */
  readonly isText?: true;
}

/** A node by what a reader calls it. */
export interface NodeReference {
  readonly id: string;
  readonly label: NodeKind;
  readonly path: string;
  readonly name: string;
}

/** A node that the documented one depends on, with what its documentation says in one or two sentences. */
export interface DocumentedReference extends NodeReference {
  /** `null` when it has no documentation: it lies outside the run, is part of the same cycle, or failed. */
  readonly summary: string | null;
}
