/** The phases of a `document` run, one after the other; from `searchable` on the tree can be searched. */
export type DocumentPhase = "scan" | "document" | "searchable" | "index";

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
