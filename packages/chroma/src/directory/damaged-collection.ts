/** A collection by its names, as a data directory has it. */
export interface CollectionAddress {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly database: string;
}

/** A collection that has lost vectors. */
export interface DamagedCollection extends CollectionAddress {
  /** What is wrong, with the file that says so. */
  readonly problem: string;
  /** Folders in which what was damaged waits to be rebuilt from; empty while nobody has opened the directory since. */
  readonly setAside: readonly string[];
  /** Records known to have no vector; 0 where the whole index is damaged. */
  readonly withoutVector: number;
}

/** What became of a damaged collection. Counts are records. */
export interface RepairedCollection extends CollectionAddress {
  /** With a vector of Chroma's own write-ahead log. */
  readonly fromLog: number;
  /** With a vector that the damaged index still had. */
  readonly fromIndex: number;
  /** With a vector from the caller. */
  readonly fromCaller: number;
  /** By cosine: the index had the vector's direction, and its length is lost. They are found as ever, and come back with length 1. */
  readonly directionsOnly: number;
  /** Ids of those whose vector is nowhere. Text and metadata are kept; an upsert with a vector brings them back. */
  readonly withoutVector: readonly string[];
  /** Where what was damaged is kept. */
  readonly setAside: readonly string[];
}
