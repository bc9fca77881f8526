import type { TextOrigin } from "../origin/text-origin.js";
import type { MatchingLine } from "./matching-lines.js";

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
   * 0 to 1, higher is better: 1 for what the question is the name of; else how well the text answers, raised by half where the
   * question mentions the symbol, a little lowered in tests. How well: three quarters the model's cosine, a thirteenth the
   * static vectors', the rest the share that it has of the best candidate's keywords; where there is no first stage (an earlier version,
   * a state that was switched to and not documented since) the model's cosine alone.
   */
  readonly score: number;
  readonly documentation: string;
  /** Two or three lines of its source that hold words of the question; none of an earlier version, which has no sources. */
  readonly matches: readonly MatchingLine[];
  readonly origin: TextOrigin;
}
