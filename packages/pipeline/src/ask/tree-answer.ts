import type { SpentSoFar } from "../document/progress.js";

/** A place of the tree that a question is answered from. */
export interface Passage {
  /** From 1 on: what an answer cites. */
  readonly number: number;
  readonly id: string;
  /** `"FUNCTION"`, `"FILE"`, … */
  readonly kind: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** How well it fits the question, 0 to 1; `null` for what is only called by one that does. */
  readonly score: number | null;
  readonly signature: string | null;
  readonly documentation: string;
  /** Empty as of an earlier version, and of what only stands beside. */
  readonly source: string;
  /** Ids of what calls it and of what it calls. */
  readonly callers: readonly string[];
  readonly callees: readonly string[];
}

/** One sentence of an answer, with what it stands on. */
export interface AnsweredSentence {
  /** Without the citations. */
  readonly text: string;
  /** Numbers of the passages that it cites and that there are. */
  readonly cites: readonly number[];
  /** Names in code marks, and numbers, that none of the cited passages has. */
  readonly unfounded: readonly string[];
  /** It cites passages, and all its names and numbers are in them. That says nothing of whether it is true. */
  readonly isFounded: boolean;
}

/** What a language model made of the passages. */
export interface ModelAnswer {
  /** As the model wrote it. */
  readonly text: string;
  readonly sentences: readonly AnsweredSentence[];
  /** Whether it said that the passages answer the question. */
  readonly isKnown: boolean;
  readonly provider: string;
  readonly model: string;
  /** The same question was answered from the same passages before: nothing was asked. */
  readonly isRemembered: boolean;
  readonly spent: Omit<SpentSoFar, "calls">;
}

/** The answer to a question about a tree. */
export interface TreeAnswer {
  readonly question: string;
  /** `null` where no language model is configured, or nothing has to do with the question. */
  readonly answer: ModelAnswer | null;
  /** What was found, best first; empty where nothing has to do with the question. */
  readonly passages: readonly Passage[];
}
