import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The server refuses the credentials, code `"NOT_AUTHORIZED"`. */
export class NotAuthorizedError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, {
      code: "NOT_AUTHORIZED",
      advice: "Check the token, the tenant and the database.",
      ...options,
    });
  }
}
