import type { ExecuteOptions, PythonCall } from "./python-call.js";

/** The seed's default: 30 s. */
export const defaultTimeoutMs = 30_000;

/** Large libraries need longer than any other call, most of all when a machine that is busy reads them first. */
export const defaultImportTimeoutMs = 300_000;

/** Throws `TypeError` for what only a programming error can cause, before anything is queued. */
export function checkCall(call: PythonCall, options: ExecuteOptions): void {
  if (typeof call.module !== "string" || call.module === "") {
    throw new TypeError("call.module must be a non-empty string");
  }
  if (typeof call.name !== "string" || call.name === "") {
    throw new TypeError("call.name must be a non-empty string");
  }
  if (call.args !== undefined && !Array.isArray(call.args)) throw new TypeError("call.args must be an array");
  if (call.kwargs !== undefined && (typeof call.kwargs !== "object" || Array.isArray(call.kwargs))) {
    throw new TypeError("call.kwargs must be an object");
  }
  const { timeoutMs } = options;
  if (timeoutMs !== undefined && !(typeof timeoutMs === "number" && timeoutMs >= 0)) {
    throw new TypeError("timeoutMs must be a number of milliseconds, 0 or more");
  }
}
