/**
 * Kinds of node, also the labels in Neo4j. `CLASS` makes objects or is a type with members, `FUNCTION` runs, `TEXT` is only read: a
 * section of a text, a table, a job, a constant, an alias of a type.
 */
export type NodeLabel = "FOLDER" | "FILE" | "CLASS" | "FUNCTION" | "TEXT";

/** Kinds of relation between code nodes; `DESCRIBES` leads from a documentation to its node and is written by the store itself. */
export type RelationType =
  | "CONTAINS"
  | "CLASS_DEFINITION"
  | "FUNCTION_DEFINITION"
  | "TEXT_DEFINITION"
  | "CALLS"
  | "IMPORTS"
  | "INHERITS"
  /** From a text to what it names. */
  | "MENTIONS";

/** What a class, function or text is in its language; finer than its label. `text`: a file that is no code. */
export type NodeKind =
  | "class"
  | "interface"
  | "enum"
  | "struct"
  | "union"
  | "record"
  | "type"
  | "namespace"
  | "function"
  | "method"
  | "constructor"
  | "property"
  | "constant"
  | "macro"
  | "text"
  | "section"
  | "table"
  | "view"
  | "stage"
  | "job"
  | "script"
  | "operation"
  | "schema";

/** One folder, file, class or function of a source tree. */
export interface CodeNode {
  /** Unique in the graph: `src/a.py` for a file, `src/a.py#Class.method` for a symbol, `~2` appended to a second definition of the same name. */
  readonly id: string;
  readonly label: NodeLabel;
  /** Absent for folders and files of code, for graphs made elsewhere, and until a tree is scanned again that an older version scanned. */
  readonly kind?: NodeKind;
  /** Path of the folder or file, relative to the root, with `/`; the root folder is `"."`. A symbol has its file's path. */
  readonly path: string;
  /** Last part of the path, or the symbol's own name. */
  readonly name: string;
  /** `"python"`, `"typescript"`, …; `null` for folders. */
  readonly language: string | null;
  /** First line, counted from 1; `null` for folders. */
  readonly startLine: number | null;
  /** Last line, included; `null` for folders. */
  readonly endLine: number | null;
  /** Head of the definition on one line, for example `async def fetch(url: str) -> bytes`; `null` for files and folders. */
  readonly signature: string | null;
  /** Docstring, JSDoc or the comment block directly above, without its markers; `null` where there is none. */
  readonly docstring: string | null;
  /**
   * The node's own source: its text with the bodies of nested definitions elided, so that an edit changes exactly one
   * node. Empty for folders and for graphs that were made elsewhere.
   */
  readonly source: string;
  /** SHA-256 (hex) of `docstring` and `source`, whatever of them changes; of the whole content for a file. */
  readonly sourceHash: string;
}

/** A node without its texts: what it is called and where it stands. */
export type NodeOutline = Pick<
  CodeNode,
  "id" | "label" | "kind" | "path" | "name" | "language" | "startLine" | "endLine"
>;

/** A directed relation; the pair of ends and the type are unique. */
export interface Relation {
  readonly type: RelationType;
  readonly fromId: string;
  readonly toId: string;
  /** 1 for a certain edge, less for a candidate of a dynamic call. */
  readonly confidence: number;
  /** Lines of the calls or names, from 1, each once, in their order; at most {@link MOST_LINES}. Only of `CALLS` and `MENTIONS`. */
  readonly lines?: readonly number[];
}

/** More lines than these are not kept of one relation. */
export const MOST_LINES = 20;
