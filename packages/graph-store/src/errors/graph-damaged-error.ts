import { GraphStoreError } from "./graph-store-error.js";

/** The file is not a graph of this project or is damaged, code `"GRAPH_DAMAGED"`. Nothing was written to it. */
export class GraphDamagedError extends GraphStoreError {
  constructor(location: string, reason: string, cause?: unknown) {
    super(`The graph in ${location} can't be read: ${reason}`, {
      code: "GRAPH_DAMAGED",
      advice: "Move the file away and scan the source tree again; the graph is made from it.",
      cause,
    });
  }
}
