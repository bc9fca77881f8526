import { LlmError } from "./llm-error.js";

/** A request that the cassette does not hold was replayed, code `"CASSETTE_MISS"`. No model was asked. */
export class CassetteMissError extends LlmError {
  /** Id of the node of the recording that comes nearest; `null` when the cassette is empty. */
  readonly nearestNodeId: string | null;
  /** What the nearest recording says otherwise, for example `["node.source", "calls"]`. */
  readonly differences: readonly string[];

  constructor(
    file: string,
    nodeId: string,
    nearest: { readonly nodeId: string; readonly differences: readonly string[] } | null,
  ) {
    super(
      nearest === null
        ? `The cassette ${file} holds no recording for "${nodeId}": it is empty`
        : `The cassette ${file} holds no recording for this request of "${nodeId}"; the nearest one, of "${nearest.nodeId}", differs in ${nearest.differences.join(", ")}`,
      { code: "CASSETTE_MISS", advice: 'Open the cassette with mode "record" to ask the model once.' },
    );
    this.nearestNodeId = nearest?.nodeId ?? null;
    this.differences = nearest?.differences ?? [];
  }
}
