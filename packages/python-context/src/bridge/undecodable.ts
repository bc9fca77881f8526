import type { Description } from "./python-error-from.js";

/** What an error says of itself; reading that runs code, which may throw in turn. */
export function messageOf(error: unknown): string {
  try {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    return String(error);
  } catch {
    return "(an error that can't be read)";
  }
}

/** Describes a result that has arrived and that JavaScript can't hold: a text, a Set or an array beyond its limits. */
export function undecodable(error: unknown): Description {
  return {
    type: null,
    message: `the result has arrived, but JavaScript can't hold it: ${messageOf(error)}; return less at a time, or keep it in Python with executeForRef`,
  };
}
