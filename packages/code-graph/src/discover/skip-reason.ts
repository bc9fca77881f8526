/**
 * Why a file is not in the graph:
 * `unsupported` (no such language), `binary`, `generated` (it says so), `minified`, `too large`, `unreadable`,
 * `not UTF-8`, `name not UTF-8`, `symlink` (never followed), `vanished` (gone before it was read),
 * `too deep` (a folder that lies in more folders than are entered), `timed out` (while parsing), `failed` (the parser broke on it).
 */
export type SkipReason =
  | "unsupported"
  | "binary"
  | "generated"
  | "minified"
  | "too large"
  | "unreadable"
  | "not UTF-8"
  | "name not UTF-8"
  | "symlink"
  | "vanished"
  | "too deep"
  | "timed out"
  | "failed";

/** A file or folder that was left out. */
export interface SkippedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly reason: SkipReason;
}
