import type { SentenceStanding } from "@stemma/llm/grounding";

/** A text with sentences that don't stand on what they cite, or with names that there are not. */
export interface DoubtfulText {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly sentences: readonly {
    readonly text: string;
    readonly standing: SentenceStanding;
    /** Names and numbers that what it cites does not have. */
    readonly missing: readonly string[];
  }[];
  /** Names that stand nowhere in the tree. */
  readonly unknownNames: readonly string[];
}

/** What became of the sentences of a tree's texts; what `stemma verify --texts --json` prints. */
export interface TextsVerification {
  /** No sentence of a model is stale or unsupported, and no name is unknown. Says nothing of whether they are true. */
  readonly isSupported: boolean;
  readonly texts: {
    readonly total: number;
    /** By models that said what their sentences stand on. */
    readonly cited: number;
    readonly byRule: number;
    readonly ofPeople: number;
    /** By models that said nothing of it. */
    readonly withoutCitations: number;
  };
  /** Of all texts but those by rule. `unknown`: whoever wrote them gave no citations. */
  readonly sentences: Readonly<Record<SentenceStanding, number>>;
  /** Ordered by id. */
  readonly doubtful: readonly DoubtfulText[];
}
