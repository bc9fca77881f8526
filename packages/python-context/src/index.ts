export type { PythonDiagnosis } from "./discovery/doctor.js";
export { PythonStartError, type PythonStartErrorCode } from "./errors/python-start-error.js";
export type { ExecuteOptions, PythonCall } from "./python-call.js";
export { PythonContext } from "./python-context.js";
export type { PythonError, PythonErrorKind, PythonResult } from "./python-result.js";
export type { PythonState, PythonStats } from "./python-stats.js";
export type { EscalationOptions, PythonContextOptions } from "./start-options.js";
export { NdArray } from "./tape/nd-array.js";
