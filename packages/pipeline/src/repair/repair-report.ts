import type { RepairedCollection } from "@stemma/chroma";

/** What became of a damaged collection; counts are records. */
export interface CollectionRepair extends Omit<RepairedCollection, "fromCaller"> {
  /** With a vector of the tree's embedding cache. */
  readonly fromCache: number;
  /** With a vector that the history has of the same text. */
  readonly fromHistory: number;
}

/** What {@link repairData} did. */
export interface RepairReport {
  /** The data directory. */
  readonly location: string;
  /** Those that were damaged. */
  readonly collections: readonly CollectionRepair[];
  /** Where the whole directory was moved, since its database can't be read; the next `document` makes it anew. */
  readonly movedAside: string | null;
}
