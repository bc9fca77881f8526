import { StemmaError } from "@stemma/core";

/**
 * Why no environment could be set up, as `code`:
 * - `PYTHON_NOT_FOUND`: no interpreter on this machine will do; the message says of each why
 * - `PYTHON_ENVIRONMENT_NOT_OURS`: the folder is there and was not made by `setUpPython`; nothing was changed
 * - `PYTHON_SETUP_RUNNING`: another process sets the same folder up (retryable)
 * - `PYTHON_SETUP_FAILED`: making it or installing into it failed; the same call again goes on from there
 */
export type PythonSetupErrorCode =
  | "PYTHON_NOT_FOUND"
  | "PYTHON_ENVIRONMENT_NOT_OURS"
  | "PYTHON_SETUP_RUNNING"
  | "PYTHON_SETUP_FAILED";

/** A Python environment could not be set up; `code` says why and `advice` what to do. */
export class PythonSetupError extends StemmaError {
  declare readonly code: PythonSetupErrorCode;

  constructor(code: PythonSetupErrorCode, message: string, options: { advice: string; cause?: unknown }) {
    super(message, { code, retryable: code === "PYTHON_SETUP_RUNNING", ...options });
  }
}
