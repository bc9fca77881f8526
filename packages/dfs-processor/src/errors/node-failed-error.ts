import { StemmaError } from "@stemma/core";

/** A node could not be documented and the run was told to stop at the first failure, code `"NODE_FAILED"`. */
export class NodeFailedError extends StemmaError {
  readonly nodeId: string;

  constructor(nodeId: string, reason: string, cause: unknown) {
    super(`"${nodeId}" could not be documented: ${reason}`, {
      code: "NODE_FAILED",
      advice: "What was finished is kept; run again to go on from there.",
      cause,
    });
    this.nodeId = nodeId;
  }
}
