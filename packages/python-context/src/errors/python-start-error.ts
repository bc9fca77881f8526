import { StemmaError } from "@stemma/core";

/**
 * Why Python could not be started, as `code`:
 * - `PYTHON_VENV_NOT_FOUND`: no virtual environment was given or found
 * - `PYTHON_PROBE_FAILED`: the environment's interpreter does not run
 * - `PYTHON_LIBRARY_NOT_FOUND`: the interpreter has no shared library (it is built statically)
 * - `PYTHON_UNSUPPORTED`: older than 3.10, free-threaded, or lacking functions
 * - `PYTHON_OTHER_VENV`: this process already runs Python for another environment
 * - `PYTHON_ALREADY_LOADED`: another CPython is in this process, not started by Stemma
 * - `PYTHON_ADDON_MISMATCH`: the compiled addon and this package were built for different layouts of their messages
 * - `PYTHON_BUSY`: the interpreter runs already and takes no call at the moment (retryable)
 * - `PYTHON_START_FAILED`: the library was found but did not start
 */
export type PythonStartErrorCode =
  | "PYTHON_VENV_NOT_FOUND"
  | "PYTHON_PROBE_FAILED"
  | "PYTHON_LIBRARY_NOT_FOUND"
  | "PYTHON_UNSUPPORTED"
  | "PYTHON_OTHER_VENV"
  | "PYTHON_ALREADY_LOADED"
  | "PYTHON_ADDON_MISMATCH"
  | "PYTHON_BUSY"
  | "PYTHON_START_FAILED";

/** Python could not be started; `code` says why and `advice` what to do. Nothing was left running. */
export class PythonStartError extends StemmaError {
  declare readonly code: PythonStartErrorCode;

  constructor(code: PythonStartErrorCode, message: string, options: { advice: string; cause?: unknown }) {
    super(message, { code, retryable: code === "PYTHON_BUSY", ...options });
  }
}
