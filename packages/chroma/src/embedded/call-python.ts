import type { CallOptions, Logger } from "@stemma/core";
import type { ExecuteOptions, PythonCall, PythonContext, PythonResult } from "@stemma/python-context";
import { chromaErrorFromPython } from "../errors/chroma-error-from-python.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";

/** Where calls go, and where their failures are told. */
export interface PythonLink {
  readonly python: Pick<PythonContext, "execute">;
  readonly logger: Logger;
}

/** A function of `stemma_chroma`, as `module.function`. */
export type PythonFunction = `${"stores" | "collection_admin" | "records" | "embedding"}.${string}`;

const defaultTimeoutMs = 30_000;

/**
 * The only way from this package into Python. Resolves with the function's value; a failure is logged once, with the
 * operation, the Python type and the times, and thrown as a typed error.
 *
 * A call that timed out is interrupted where Python can be interrupted; a write inside Chroma can't and may be applied.
 */
export async function callPython<T>(
  { python, logger }: PythonLink,
  operationName: string,
  name: PythonFunction,
  args: readonly unknown[],
  options: CallOptions = {},
): Promise<T> {
  const call = {
    module: `stemma_chroma.${name.slice(0, name.indexOf("."))}`,
    name: name.slice(name.indexOf(".") + 1),
    args,
  };
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const result = await submit<T>(python, call, { timeoutMs, signal: options.signal, operationName });
  if (result.ok) return result.value;
  const { kind, type, message, queuedMs, ranMs } = result.error;
  const record = { operationName, kind, type, message, queuedMs, ranMs };
  // Whoever cancels knows of it: that is no fault.
  if (kind === "cancelled") logger.info(record, "Chroma operation cancelled");
  else logger.error(record, "Chroma operation failed");
  throw chromaErrorFromPython(result.error);
}

/** Arguments that have no Python form make `execute` throw before anything is queued. */
async function submit<T>(
  python: PythonLink["python"],
  call: PythonCall,
  options: ExecuteOptions & { readonly operationName: string },
): Promise<PythonResult<T>> {
  try {
    return await python.execute<T>(call, options);
  } catch (error) {
    throw new ChromaInvalidArgumentError(String(error), {
      operationName: options.operationName,
      cause: error,
    });
  }
}
