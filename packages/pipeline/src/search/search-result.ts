/** One answer of a search. */
export interface SearchResult {
  /** Relative to the root of the documented tree. */
  readonly path: string;
  /** First line, counted from 1. */
  readonly line: number;
  /** Qualified name in its file, or the path for files and folders. */
  readonly symbol: string;
  readonly kind: string;
  /** Higher is better; cosine similarity to the question, raised when the question names the symbol. */
  readonly score: number;
  readonly documentation: string;
}
