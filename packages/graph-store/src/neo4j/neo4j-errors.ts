import { StemmaError } from "@stemma/core";
import { GraphStoreError } from "../errors/graph-store-error.js";
import { GraphUnreachableError } from "../errors/graph-unreachable-error.js";

/** Codes by which the driver and the server say that there is no connection; the others are about the statement. */
const UNREACHABLE = new Set([
  "ServiceUnavailable",
  "SessionExpired",
  "Neo.TransientError.General.DatabaseUnavailable",
]);

/** The one place where the driver's errors become typed ones; typed errors pass through. */
export function toGraphStoreError(error: unknown, location: string): Error {
  if (StemmaError.isInstance(error)) return error;
  const { code, message } = describe(error);
  if (UNREACHABLE.has(code)) return new GraphUnreachableError(location, message, error);
  if (code.startsWith("Neo.ClientError.Security")) {
    return new GraphStoreError(`The graph at ${location} refused the user: ${message}`, {
      code: "GRAPH_ACCESS_DENIED",
      advice: "Check user and password.",
      cause: error,
    });
  }
  const retryable = code.startsWith("Neo.TransientError");
  return new GraphStoreError(`The graph at ${location} failed: ${message}`, { retryable, cause: error });
}

function describe(error: unknown): { code: string; message: string } {
  if (typeof error !== "object" || error === null) return { code: "", message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, message: "message" in error ? String(error.message) : code };
}
