import { type CallOptions, type Logger, StemmaError } from "@stemma/core";
import { callPython as callLinked, type PythonLink as Link } from "@stemma/python-context";
import { chromaErrorFromPython } from "../errors/chroma-error-from-python.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { Operations } from "../operations/operations.js";
import type { RetryPolicy } from "../operations/retry-policy.js";
import type { AttemptOptions } from "../service/chroma-backend.js";

/** Where calls go, where their failures are told, and how often they are tried. */
export interface PythonLink extends Link {
  readonly logger: Logger;
  readonly retry?: Partial<RetryPolicy> | undefined;
}

/** A function of `stemma_chroma`, as `module.function`. */
export type PythonFunction =
  `${"stores" | "collection_admin" | "records" | "tenants" | "embedding" | "projection" | "repair"}.${string}`;

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
  const { operationName, timeoutMs, signal } = options;
  try {
    // Told of by the operation, when it has tried often enough.
    return await callLinked<T>(
      { python },
      { operationName, name: `stemma_chroma.${name}`, args, timeoutMs, signal },
      chromaErrorFromPython,
    );
  } catch (error) {
    if (StemmaError.isInstance(error)) throw error;
    // Arguments that have no Python form make it throw before anything is queued.
    throw new ChromaInvalidArgumentError(String(error), { operationName, cause: error });
  }
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
