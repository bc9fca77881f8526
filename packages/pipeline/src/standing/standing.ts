/** How an answer stands to the tree as it is now. `partial`: something of the tree is not documented yet. */
export type Freshness = "fresh" | "stale" | "partial";

/** A file that is not as it was when it was documented. */
export interface ChangedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly change: "added" | "modified" | "deleted";
}

/** One reason why an answer stands as it does. */
export interface StandingReason {
  readonly code:
    | "files-changed"
    | "other-branch"
    | "unfinished-run"
    | "run-under-way"
    | "merged-texts"
    | "graph-behind"
    | "not-compared"
    | "not-documented";
  /** For people, with what to do about it. */
  readonly words: string;
}

/**
 * Where an answer stands: what it was given from, and how that is to the tree as it is now. One shape at every door.
 */
export interface Standing {
  /** The branch, or the ref that was asked; `null`: on a commit alone, or in no history. */
  readonly ref: string | null;
  /** Of the history; `null` where there is none. */
  readonly commit: string | null;
  readonly freshness: Freshness;
  /** When what answers was documented, ISO 8601, UTC; `null` where that is not known. */
  readonly since: string | null;
  /** What of the tree differs from what was documented, by path. */
  readonly files: readonly ChangedFile[];
  /** Empty when there is nothing to say. */
  readonly because: readonly StandingReason[];
}

/** What is answered, with where it stands. */
export type Answer<T extends object> = T & { readonly standing: Standing };
