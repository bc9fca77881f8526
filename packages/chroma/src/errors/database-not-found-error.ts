import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The tenant or the database is unknown, code `"DATABASE_NOT_FOUND"`. */
export class DatabaseNotFoundError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "DATABASE_NOT_FOUND", ...options });
  }
}
