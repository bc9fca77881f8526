import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The process that has a data directory. Fields are missing when it died while it wrote them. */
export interface DataDirectoryOwner {
  readonly pid?: number;
  readonly host?: string;
  /** ISO 8601. */
  readonly startedAt?: string;
}

/** Another process has the data directory open, code `"DATA_DIRECTORY_LOCKED"`: two would corrupt it. */
export class DataDirectoryLockedError extends ChromaError {
  readonly owner: DataDirectoryOwner;

  constructor(
    message: string,
    { owner, ...options }: ChromaErrorOptions & { readonly owner: DataDirectoryOwner },
  ) {
    super(message, {
      code: "DATA_DIRECTORY_LOCKED",
      advice: "End the other process, or run a Chroma server (`chroma run`) and let both connect to it.",
      ...options,
    });
    this.owner = owner;
  }
}
