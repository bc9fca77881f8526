import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** Any other exception of Chroma or Python, code `"CHROMA_OPERATION_FAILED"`; the `cause` is the Python error with its traceback. */
export class ChromaOperationError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "CHROMA_OPERATION_FAILED", ...options });
  }
}
