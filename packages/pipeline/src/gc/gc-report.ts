/** Something that nothing needs any more. */
export interface CollectedPlace {
  readonly path: string;
  /** What is removed, in words. */
  readonly what: string;
  /** How many of them. */
  readonly count: number;
  /** Bytes on the disk that it gave back; of a dry run what is known of them: `null` for what stands inside a larger file. */
  readonly bytes: number | null;
}

/** What {@link collectGarbage} did, or would do. */
export interface GcReport {
  readonly root: string;
  readonly isDryRun: boolean;
  readonly places: readonly CollectedPlace[];
  /** Bytes given back to the disk. */
  readonly freedBytes: number;
  /** Bytes of the state directory afterwards. */
  readonly stateBytes: number;
}
