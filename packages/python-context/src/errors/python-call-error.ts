import { StemmaError } from "@stemma/core";
import type { PythonError } from "../python-result.js";

/**
 * A failed Python call as an exception, code `"PYTHON_CALL_FAILED"`, for the places that can't return a result (iteration)
 * and for callers who prefer to throw.
 */
export class PythonCallError extends StemmaError {
  /** The error struct. */
  readonly error: PythonError;

  constructor(error: PythonError) {
    super(`${error.operationName}: ${error.type ?? error.kind}: ${error.message}`, {
      code: "PYTHON_CALL_FAILED",
      retryable: error.kind === "queue-full" || error.kind === "wedged",
    });
    this.error = error;
  }
}
