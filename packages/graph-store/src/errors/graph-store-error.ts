import { StemmaError, type StemmaErrorOptions } from "@stemma/core";

/** The graph's store failed; `code` is `"GRAPH_STORE_FAILED"` unless a more precise class says otherwise. */
export class GraphStoreError extends StemmaError {
  constructor(message: string, options: Partial<StemmaErrorOptions> = {}) {
    super(message, { code: "GRAPH_STORE_FAILED", ...options });
  }
}
