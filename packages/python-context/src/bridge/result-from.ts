import type { PythonResult } from "../python-result.js";
import type { Settlement } from "./bridge.js";
import { outcome } from "./outcome.js";
import { pythonErrorFrom } from "./python-error-from.js";
import type { CallOutcome } from "./result-reader.js";

/** The caller's result for a settlement. */
export function resultFrom(
  { code, value, queuedMs, ranMs }: Settlement,
  operationName: string,
  timeoutMs: number,
): PythonResult<unknown> {
  if (code === outcome.value) return { ok: true, value };
  return { ok: false, error: pythonErrorFrom(code, value, { operationName, timeoutMs, queuedMs, ranMs }) };
}

/** The results of a batch, in its order; when the batch as a whole failed, each call has that error. */
export function batchResultsFrom(
  settlement: Settlement,
  operationNames: readonly string[],
  timeoutMs: number,
): PythonResult<unknown>[] {
  const { code, value, queuedMs, ranMs } = settlement;
  if (code !== outcome.value) return operationNames.map((name) => resultFrom(settlement, name, timeoutMs));
  const entries = value as readonly CallOutcome[];
  return entries.map((entry, index) =>
    resultFrom({ ...entry, queuedMs, ranMs }, operationNames[index] ?? "", timeoutMs),
  );
}
