import type { CallOptions, Logger } from "@stemma/core";
import type { PythonContext, PythonError } from "@stemma/python-context";

/** Where calls go, and where their failures are told. */
export interface PythonLink {
  /** Started with `pythonPath: [chromaPythonPath(), versionsPythonPath()]`. */
  readonly python: Pick<PythonContext, "execute">;
  readonly logger: Logger;
  /** For what is left to be closed when the owner of `python` has closed it. Default: `python`. */
  readonly closing?: Pick<PythonContext, "execute">;
}

/** The same link for calls that close something. */
export function closingLink(link: PythonLink): PythonLink {
  return { ...link, python: link.closing ?? link.python };
}

/** A function of one of the two Python packages that this package calls. */
export type PythonFunction = `stemma_versions.${string}.${string}` | `stemma_chroma.stores.${string}`;

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * The only way from this package into Python. Resolves with the function's value; a failure is logged once, with the
 * operation, the Python type and the times, and thrown as what `toError` makes of it.
 */
export async function callPython<T>(
  { python, logger }: PythonLink,
  operationName: string,
  name: PythonFunction,
  args: readonly unknown[],
  toError: (error: PythonError) => Error,
  options: CallOptions = {},
): Promise<T> {
  const dot = name.lastIndexOf(".");
  const result = await python.execute<T>(
    { module: name.slice(0, dot), name: name.slice(dot + 1), args },
    { timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS, signal: options.signal, operationName },
  );
  if (result.ok) return result.value;
  const { kind, type, message, queuedMs, ranMs } = result.error;
  logger.error({ operationName, kind, type, message, queuedMs, ranMs }, "Python operation failed");
  throw toError(result.error);
}
