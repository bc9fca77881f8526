import type { CallOptions, Logger } from "@stemma/core";
import type { PythonContext } from "./python-context.js";
import type { PythonError } from "./python-result.js";

/** Where the calls of a package go, and where their failures are told. */
export interface PythonLink {
  readonly python: Pick<PythonContext, "execute">;
  /** Told of each failure, once. Without it whoever calls tells of it, as a retry does that has given up. */
  readonly logger?: Logger | undefined;
  /** For what is left to be closed when the owner of `python` has closed it. Default: `python`. */
  readonly closing?: Pick<PythonContext, "execute"> | undefined;
}

/** The same link for calls that close something. */
export function closingLink<Link extends PythonLink>(link: Link): Link {
  return { ...link, python: link.closing ?? link.python };
}

/** A call of a function that a package has in Python. */
export interface LinkedCall extends CallOptions {
  readonly operationName: string;
  /** With its modules, `package.module.function`. */
  readonly name: `${string}.${string}`;
  readonly args: readonly unknown[];
}

/**
 * The way of a package into its half in Python: resolves with the function's value; a failure is thrown as what `toError`
 * makes of it.
 *
 * @example
 * ```ts
 * const call = { operationName: "Root", name: "math.sqrt", args: [2] } as const;
 * const root = await callPython<number>({ python }, call, (failure) => new Error(failure.message));
 * ```
 *
 * @param link - Where the call goes, and who is told when it fails.
 * @param call - What is called, under the operation's name, and how long it may take.
 * @param toError - The package's typed error for an error struct.
 * @throws {@link TypeError} with nothing queued, when an argument has no Python form.
 */
export async function callPython<T>(
  { python, logger }: PythonLink,
  { operationName, name, args, timeoutMs, signal }: LinkedCall,
  toError: (failure: PythonError) => Error,
): Promise<T> {
  const dot = name.lastIndexOf(".");
  const result = await python.execute<T>(
    { module: name.slice(0, dot), name: name.slice(dot + 1), args },
    { operationName, timeoutMs, signal },
  );
  if (result.ok) return result.value;
  const { kind, type, message, queuedMs, ranMs } = result.error;
  logger?.error({ operationName, kind, type, message, queuedMs, ranMs }, "Python operation failed");
  throw toError(result.error);
}
