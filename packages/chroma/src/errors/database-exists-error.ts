import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** A tenant or a database of this name is there already, code `"DATABASE_EXISTS"`. Nothing was changed. */
export class DatabaseExistsError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "DATABASE_EXISTS", ...options });
  }
}
