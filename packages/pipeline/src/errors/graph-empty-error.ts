import { StemmaError } from "@stemma/core";

/** The tree has not been scanned, code `"GRAPH_EMPTY"`: no question to its graph has an answer. */
export class GraphEmptyError extends StemmaError {
  constructor(root: string) {
    super(`${root} has not been scanned: its graph is empty`, {
      code: "GRAPH_EMPTY",
      advice: `Run: stemma scan ${root} (or stemma document, which scans first)`,
    });
  }
}
