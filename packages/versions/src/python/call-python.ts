import type { CallOptions, Logger } from "@stemma/core";
import { callPython as callLinked, type PythonLink as Link, type PythonError } from "@stemma/python-context";

/** Where calls go, and where their failures are told: started with `pythonPath: [chromaPythonPath(), versionsPythonPath()]`. */
export interface PythonLink extends Link {
  readonly logger: Logger;
}

/** A function of one of the two Python packages that this package calls. */
export type PythonFunction = `stemma_versions.${string}.${string}` | `stemma_chroma.stores.${string}`;

const DEFAULT_TIMEOUT_MS = 60_000;

/** The only way from this package into Python, with a time limit of its own. */
export function callPython<T>(
  link: PythonLink,
  operationName: string,
  name: PythonFunction,
  args: readonly unknown[],
  toError: (failure: PythonError) => Error,
  { timeoutMs = DEFAULT_TIMEOUT_MS, signal }: CallOptions = {},
): Promise<T> {
  return callLinked<T>(link, { operationName, name, args, timeoutMs, signal }, toError);
}
