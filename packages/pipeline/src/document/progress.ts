/** The phases of a `document` run; documenting and indexing overlap. */
export type DocumentPhase = "scan" | "document" | "index";

/** How far a phase has come. */
export interface DocumentProgress {
  readonly phase: DocumentPhase;
  /** Files scanned, nodes documented, or nodes indexed so far. */
  readonly done: number;
  /** Out of how many; `null` while it is not known. */
  readonly total: number | null;
  /** What the phase did, in words, once it is over. */
  readonly finished?: string;
}
