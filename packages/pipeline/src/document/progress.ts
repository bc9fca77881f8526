/** The phases of a `document` run, one after the other; from `searchable` on the tree can be searched. */
export type DocumentPhase = "scan" | "document" | "searchable" | "index";

/** What a run has asked of a language model so far. */
export interface SpentSoFar {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; `null` where the price of the model is not known. */
  readonly costUsd: number | null;
  /** Calls that are with the service's batches, and how many of them have been made; absent where none are. */
  readonly inBatches?: { readonly calls: number; readonly done: number };
}

/** How far a phase has come. */
export interface DocumentProgress {
  readonly phase: DocumentPhase;
  /** Files scanned, nodes documented, or nodes indexed so far. */
  readonly done: number;
  /** Out of how many; `null` while it is not known. */
  readonly total: number | null;
  /** While documenting by a language model. */
  readonly spent?: SpentSoFar;
  /** What the phase did, in words, once it is over. */
  readonly finished?: string;
}
