import type { NodeKind } from "@stemma/graph-store";

/** A part of a text that has a node of its own. */
export interface TextPart {
  /** As people call it. */
  readonly name: string;
  /** In its id; default: {@link name}. */
  readonly localName?: string | undefined;
  readonly kind: NodeKind;
  /** Index of the part that it stands in; -1 for the file. Comes after that. */
  readonly parent: number;
  readonly start: number;
  readonly end: number;
  /** Where what its parent's own text leaves out begins; from there to {@link end}. Default: nothing is left out. */
  readonly bodyStart?: number | undefined;
  /** On one line. */
  readonly signature: string;
  /** What its author says of it, where that is not its text itself. */
  readonly docstring?: string | null | undefined;
}

/** A name in code, or a link, by its offset. */
export interface TextMention {
  readonly text: string;
  readonly isLink: boolean;
  readonly at: number;
}

/** What was found in a text. */
export interface TextParts {
  /** What the file says of itself. */
  readonly docstring: string | null;
  readonly parts: readonly TextPart[];
  readonly mentions?: readonly TextMention[] | undefined;
  readonly hasSyntaxError?: boolean | undefined;
}
