import { StemmaError } from "./stemma-error.js";

/** Why a file was not read: it is a link where none is followed, no regular file, or larger than was allowed. */
export type FileUnusableReason = "a symbolic link" | "not a regular file" | "too large";

/** A file is not of the kind or size that may be read, code `"FILE_UNUSABLE"`. Nothing of it was taken. */
export class FileUnusableError extends StemmaError {
  readonly path: string;
  readonly reason: FileUnusableReason;

  constructor(path: string, reason: FileUnusableReason, options: { cause?: unknown } = {}) {
    super(`${path} is ${reason}`, { code: "FILE_UNUSABLE", ...options });
    this.path = path;
    this.reason = reason;
  }
}
