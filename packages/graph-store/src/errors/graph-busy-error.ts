import { GraphStoreError } from "./graph-store-error.js";

/** Another process held the graph's write lock for the whole time, code `"GRAPH_BUSY"`; nothing was written. */
export class GraphBusyError extends GraphStoreError {
  constructor(location: string, operationName: string, waitedMs: number, cause?: unknown) {
    super(
      `${operationName} waited ${waitedMs} ms for another process to finish writing the graph in ${location}`,
      {
        code: "GRAPH_BUSY",
        retryable: true,
        advice: "Let the other run finish, or stop it, and try again.",
        cause,
      },
    );
  }
}
