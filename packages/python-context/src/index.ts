export type { ExecuteOptions, PythonCall } from "./python-call.js";
export type { PythonError, PythonErrorKind, PythonResult } from "./python-result.js";
