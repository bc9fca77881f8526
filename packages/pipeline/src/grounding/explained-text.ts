import type { SentenceStanding } from "@stemma/llm/grounding";

/** Lines of a file that a sentence stands on. */
export interface ExplainedLines {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** A sentence with all that it stands on. */
export interface ExplainedSentence {
  readonly text: string;
  readonly standing: SentenceStanding;
  /** Names and numbers that what it cites does not have. */
  readonly missing: readonly string[];
  readonly lines: readonly ExplainedLines[];
  /** Whether it stands on what the author wrote of the node. */
  readonly isOfAuthor: boolean;
  readonly nodes: readonly ExplainedNode[];
}

/** Something that a sentence stands on, with its own sentences; none where they were told before, or lie too deep. */
export interface ExplainedNode {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly writtenBy: string;
  readonly sentences: readonly ExplainedSentence[];
}

/** What the sentences of a text stand on, down to lines of files. */
export interface ExplainedText extends ExplainedNode {
  /** Names in the text that stand nowhere in the tree. */
  readonly unknownNames: readonly string[];
}
