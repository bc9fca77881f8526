import type { LogFields, StemmaError } from "@stemma/core";
import type { PythonError } from "@stemma/python-context";

/** What the log says of a failed operation: the Python side's own account where there is one. */
export function failureFields(error: StemmaError, operationName: string, ranMs: number): LogFields {
  if (isPythonError(error.cause)) {
    const { kind, type, message, queuedMs, ranMs: ranInPythonMs } = error.cause;
    return { operationName, kind, type, message, queuedMs, ranMs: ranInPythonMs };
  }
  return { operationName, type: error.code, message: error.message, ranMs };
}

function isPythonError(cause: unknown): cause is PythonError {
  return typeof cause === "object" && cause !== null && "kind" in cause && "queuedMs" in cause;
}
