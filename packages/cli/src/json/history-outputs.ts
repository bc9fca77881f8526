import type { Branch, MergeResult, PlainConflict, Verification } from "@stemma/pipeline";

/** A branch, and whether the index stands on it. */
export interface ListedBranch extends Branch {
  readonly isCurrent: boolean;
}

/** What a merge came to. */
export interface MadeMerge extends Omit<MergeResult, "conflicts" | "resolved"> {
  readonly conflicts: readonly PlainConflict[];
  /** Conflicts that were decided. */
  readonly resolved: readonly PlainConflict[];
}

/** A merge that waits for its conflicts to be decided. */
export interface OpenMerge {
  readonly outcome: "conflicts";
  /** The ref that is merged. */
  readonly merging: string;
  /** How many are not decided. */
  readonly open: number;
  readonly conflicts: readonly PlainConflict[];
}

/** A merge that waited, and was forgotten. */
export interface AbortedMerge {
  readonly outcome: "aborted";
}

/** How the index is to its last commit. */
export interface IndexVerification
  extends Pick<Verification, "isEqual" | "documents" | "misrecorded" | "otherVectors"> {
  readonly notCommitted: Pick<Verification["changes"]["documents"], "added" | "modified" | "deleted">;
}
