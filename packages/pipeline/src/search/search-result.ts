import type { TextOrigin } from "../origin/text-origin.js";

/** One answer of a search. */
export interface SearchResult {
  /** Relative to the root of the documented tree. */
  readonly path: string;
  /** First line, counted from 1. */
  readonly line: number;
  /** Qualified name in its file, or the path for files and folders. */
  readonly symbol: string;
  readonly kind: string;
  /**
   * 0 to 1, higher is better: 1 for what the question is the name of; else the cosine similarity of the question and the text,
   * raised by half where the question mentions the symbol, a little lowered in tests.
   */
  readonly score: number;
  readonly documentation: string;
  readonly origin: TextOrigin;
}
