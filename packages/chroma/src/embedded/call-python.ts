import type { CallOptions, Logger, StemmaError } from "@stemma/core";
import type { PythonCall, PythonContext, PythonResult } from "@stemma/python-context";
import { chromaErrorFromPython } from "../errors/chroma-error-from-python.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { Operations } from "../operations/operations.js";
import type { RetryPolicy } from "../operations/retry-policy.js";
import type { AttemptOptions } from "../service/chroma-backend.js";

/** Where calls go, where their failures are told, and how often they are tried. */
export interface PythonLink {
  readonly python: Pick<PythonContext, "execute">;
  /** For what is left to be closed when the owner of `python` has closed it. Default: `python`. */
  readonly closing?: Pick<PythonContext, "execute"> | undefined;
  readonly logger: Logger;
  readonly retry?: Partial<RetryPolicy> | undefined;
}

/** A function of `stemma_chroma`, as `module.function`. */
export type PythonFunction =
  `${"stores" | "collection_admin" | "records" | "tenants" | "embedding" | "repair"}.${string}`;

/**
 * One attempt of a call into Python; the only way there from this package. Resolves with the function's value; a failure is
 * thrown as a typed error.
 *
 * A call that timed out is interrupted where Python can be interrupted; a write inside Chroma can't and may be applied.
 */
export async function askPython<T>(
  python: PythonLink["python"],
  name: PythonFunction,
  args: readonly unknown[],
  options: AttemptOptions,
): Promise<T> {
  const [module = "", functionName = ""] = name.split(".");
  const result = await submit<T>(
    python,
    { module: `stemma_chroma.${module}`, name: functionName, args },
    options,
  );
  if (result.ok) return result.value;
  throw chromaErrorFromPython(result.error);
}

/** As {@link askPython}, with retries and a log record for a failure. For what is called outside a service. */
export function callPython<T>(
  { python, logger, retry }: PythonLink,
  operationName: string,
  name: PythonFunction,
  args: readonly unknown[],
  options: CallOptions = {},
): Promise<T> {
  return new Operations(logger, retry).run(operationName, options, (attempt) =>
    askPython<T>(python, name, args, { ...attempt, operationName }),
  );
}

/** Arguments that have no Python form make `execute` throw before anything is queued. */
async function submit<T>(
  python: PythonLink["python"],
  call: PythonCall,
  { operationName, timeoutMs, signal }: AttemptOptions,
): Promise<PythonResult<T>> {
  try {
    return await python.execute<T>(call, { operationName, timeoutMs, signal });
  } catch (error) {
    throw invalidArgument(error, operationName);
  }
}

function invalidArgument(error: unknown, operationName: string): StemmaError {
  return new ChromaInvalidArgumentError(String(error), { operationName, cause: error });
}
