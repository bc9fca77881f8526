import type { PythonError, PythonErrorKind } from "../python-result.js";
import { PythonCallError } from "./python-call-error.js";
import { PythonStartError } from "./python-start-error.js";

/** How a running interpreter says that it takes no call now. */
const busyKinds: ReadonlySet<PythonErrorKind> = new Set(["queue-full", "wedged", "timeout"]);

/** The typed error for a call that a start needs, to extend `sys.path` or to forward logs, and that failed. */
export function setUpErrorFrom(error: PythonError): PythonStartError {
  const cause = new PythonCallError(error);
  if (busyKinds.has(error.kind)) {
    return new PythonStartError("PYTHON_BUSY", `Python runs, but takes no call now: ${cause.message}`, {
      advice:
        "Start again when a running context's whenReady() resolves, or start the context before the load begins.",
      cause,
    });
  }
  return new PythonStartError(
    "PYTHON_START_FAILED",
    `Python runs, but could not be set up: ${cause.message}`,
    {
      advice: "Look at the Python traceback in `cause.error`.",
      cause,
    },
  );
}
