import { CancelledError, type StemmaError } from "@stemma/core";
import type { PythonError } from "@stemma/python-context";
import type { ChromaErrorOptions } from "./chroma-error.js";
import { ChromaInvalidArgumentError } from "./chroma-invalid-argument-error.js";
import { ChromaOperationError } from "./chroma-operation-error.js";
import { ChromaTimeoutError } from "./chroma-timeout-error.js";
import { ChromaUnavailableError } from "./chroma-unavailable-error.js";
import { withBases } from "./python-builtin-errors.js";
import { pythonErrorTable } from "./python-error-table.js";

/** The one place where a Python error struct becomes a typed error. */
export function chromaErrorFromPython(error: PythonError): StemmaError {
  const options: ChromaErrorOptions = { operationName: error.operationName, cause: error };
  switch (error.kind) {
    case "timeout":
      return new ChromaTimeoutError(error.message, options);
    case "cancelled":
      return new CancelledError(error.operationName, error);
    case "queue-full":
    case "wedged":
      return new ChromaUnavailableError(error.message, options);
    case "closed":
      return new ChromaUnavailableError(error.message, { ...options, retryable: false });
    case "unencodable":
      return new ChromaInvalidArgumentError(error.message, options);
    case "python":
      return exceptionToError(error, options);
  }
}

function exceptionToError(error: PythonError, options: ChromaErrorOptions): StemmaError {
  const row = pythonErrorTable.find(
    ({ types, message }) =>
      withBases(error.type ?? "").some((type) => types.includes(type)) &&
      (message?.test(error.message) ?? true),
  );
  if (row) return row.toError(error, options);
  return new ChromaOperationError(`${error.type ?? "Python error"}: ${error.message}`, options);
}
