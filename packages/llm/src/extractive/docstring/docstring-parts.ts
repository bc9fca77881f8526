/** A parameter, a field or an error of which a docstring tells something. */
export interface DescribedName {
  readonly name: string;
  /** On one line; empty where only the name is given. */
  readonly text: string;
}

/** What an author wrote of a node, by what it is about. */
export interface DocstringParts {
  /** First paragraph on one line, ending in a full stop. */
  readonly lead: string;
  /** Further paragraphs and lists up to the first section or tag, apart by empty lines. */
  readonly rest: string;
  readonly parameters: readonly DescribedName[];
  /** What is given back or yielded, on one line; empty where nothing is said. */
  readonly returns: string;
  readonly raises: readonly DescribedName[];
  /** Why it should not be used any more; empty where it may be. */
  readonly deprecated: string;
}

/** One section, tag or field, before it is known what it is about. */
export interface DocstringEntry {
  readonly kind: "parameter" | "returns" | "raises" | "deprecated";
  readonly name: string;
  readonly text: string;
}
