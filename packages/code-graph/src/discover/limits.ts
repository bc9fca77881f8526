/** How much of a tree is looked at. People's trees stay far below; one that does not is refused as a whole, or in part. */
export interface DiscoveryLimits {
  /** Files and folders in all; a tree with more is refused. */
  readonly maxEntries: number;
  /** Folders in folders; what lies deeper is left out. */
  readonly maxDepth: number;
  /** Of one `.gitignore` or `.stemmaignore`; a larger one is refused, since leaving it out would show what it hides. */
  readonly maxIgnoreFileBytes: number;
  /** Of one file that resolvers read, such as `package.json`; a larger one tells nothing. */
  readonly maxManifestBytes: number;
  /** Of all of them together. */
  readonly maxManifestsBytes: number;
  /** For comparing paths with patterns, and besides for each entry. */
  readonly patternTimeMs: number;
  readonly patternTimePerEntryMs: number;
}

/** Ten times the largest trees that are known to be worked on by people (Chromium: 400,000 files, 20 folders deep). */
export const defaultLimits: DiscoveryLimits = {
  maxEntries: 5_000_000,
  maxDepth: 200,
  maxIgnoreFileBytes: 1_048_576,
  maxManifestBytes: 4_194_304,
  maxManifestsBytes: 268_435_456,
  patternTimeMs: 30_000,
  patternTimePerEntryMs: 1,
};
