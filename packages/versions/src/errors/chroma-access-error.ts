import { StemmaError } from "@stemma/core";

/** A call into Chroma failed, code `"CHROMA_FAILED"`; the Python error is the `cause`. */
export class ChromaAccessError extends StemmaError {
  constructor(operationName: string, reason: string, options: { cause?: unknown } = {}) {
    super(`${operationName} failed: ${reason}`, {
      code: "CHROMA_FAILED",
      ...options,
    });
  }
}
