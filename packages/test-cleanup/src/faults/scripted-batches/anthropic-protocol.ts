import { RefusedRequest, requireCall, requireIds } from "./refuse-call.js";
import { type CallOutcome, promptOf, type ScriptedBatch, type ScriptedCall } from "./scripted-batch.js";

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  429: "rate_limit_error",
  500: "api_error",
  529: "overloaded_error",
};

/** The calls of a batch; refused where the service would refuse it. */
export function callsOfRequest(
  headers: Readonly<Record<string, unknown>>,
  body: Readonly<Record<string, unknown>>,
): ScriptedCall[] {
  if (headers["anthropic-version"] === undefined)
    throw new RefusedRequest(400, "there is no anthropic-version");
  const requests = body["requests"] as { custom_id: unknown; params: Record<string, unknown> }[];
  requireIds(requests.map((each) => each.custom_id));
  return requests.map(({ custom_id: id, params }) => {
    requireCall(params);
    if (typeof params["max_tokens"] !== "number") throw new RefusedRequest(400, "a call has no max_tokens");
    return { id: String(id), body: params, prompt: promptOf(params) };
  });
}

/** A batch as it is shown: counts come with its end. */
export function messageBatch({ id, calls, createdAt, outcomes }: ScriptedBatch): object {
  const count = (is: (outcome: CallOutcome) => boolean): number =>
    [...(outcomes ?? new Map<string, CallOutcome>()).values()].filter(is).length;
  const expired = count((outcome) => outcome === "expired");
  const errored = count((outcome) => typeof outcome !== "string");
  return {
    id,
    type: "message_batch",
    processing_status: outcomes === null ? "in_progress" : "ended",
    created_at: createdAt,
    expires_at: createdAt,
    ended_at: outcomes === null ? null : createdAt,
    cancel_initiated_at: null,
    archived_at: null,
    request_counts: {
      processing: outcomes === null ? calls.length : 0,
      succeeded: outcomes === null ? 0 : calls.length - expired - errored,
      errored,
      canceled: 0,
      expired,
    },
    // Whoever follows it sends its key there.
    results_url: outcomes === null ? null : "http://127.0.0.1:1/elsewhere",
  };
}

/** The lines of a batch's results, in another order than its calls. */
export function messageLines({ outcomes }: ScriptedBatch): string {
  return [...(outcomes ?? [])]
    .reverse()
    .map(([id, outcome]) => JSON.stringify({ custom_id: id, result: resultOf(outcome) }))
    .join("\n");
}

function resultOf(outcome: CallOutcome): object {
  if (outcome === "expired") return { type: "expired" };
  if (typeof outcome === "string")
    return {
      type: "succeeded",
      message: {
        id: "scripted",
        type: "message",
        role: "assistant",
        model: "scripted",
        content: [{ type: "text", text: outcome }],
        stop_reason: "end_turn",
        stop_sequence: null,
        usage: { input_tokens: 100, output_tokens: 10 },
      },
    };
  const { status, message } = outcome;
  const error = { type: ERROR_TYPES[status] ?? "api_error", message };
  return { type: "errored", error: { type: "error", error } };
}
