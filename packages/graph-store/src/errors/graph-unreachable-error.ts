import { GraphStoreError } from "./graph-store-error.js";

/**
 * The graph's server could not be reached or was lost, code `"GRAPH_UNREACHABLE"`. Of a write that was under way it is
 * not known whether it was done.
 */
export class GraphUnreachableError extends GraphStoreError {
  constructor(location: string, reason: string, cause?: unknown) {
    super(`The graph at ${location} can't be reached: ${reason}`, {
      code: "GRAPH_UNREACHABLE",
      retryable: true,
      advice: "Check that the server runs and that address, user and password are right.",
      cause,
    });
  }
}
