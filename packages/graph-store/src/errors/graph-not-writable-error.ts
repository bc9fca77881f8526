import { GraphStoreError } from "./graph-store-error.js";

/** The place of the graph can't be written, code `"GRAPH_NOT_WRITABLE"`. */
export class GraphNotWritableError extends GraphStoreError {
  constructor(location: string, cause?: unknown) {
    super(`The graph in ${location} can't be written`, {
      code: "GRAPH_NOT_WRITABLE",
      advice: "Check that the folder exists and may be written, or choose another place for the graph.",
      cause,
    });
  }
}
