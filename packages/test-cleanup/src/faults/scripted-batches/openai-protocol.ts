import { completion } from "../scripted-model/completion.js";
import { RefusedRequest, requireCall, requireIds } from "./refuse-call.js";
import { type CallOutcome, promptOf, type ScriptedBatch, type ScriptedCall } from "./scripted-batch.js";

const ENDPOINT = "/v1/chat/completions";

/** The calls of an uploaded file; refused where the service would refuse it. */
export async function callsOfUpload(contentType: string, body: Buffer): Promise<ScriptedCall[]> {
  const received = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  // A test's own texts, held in memory anyhow: what it is discouraged for are strangers' files.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await received.formData();
  if (form.get("purpose") !== "batch") throw new RefusedRequest(400, "the purpose is not batch");
  const file = form.get("file");
  if (file === null || typeof file === "string") throw new RefusedRequest(400, "there is no file");
  const lines = (await file.text()).split("\n").filter((line) => line !== "");
  const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  requireIds(read.map((line) => line["custom_id"]));
  const calls = read.map((line): ScriptedCall => {
    if (line["method"] !== "POST" || line["url"] !== ENDPOINT)
      throw new RefusedRequest(400, "a call goes elsewhere");
    const call = line["body"] as Record<string, unknown>;
    requireCall(call);
    return { id: String(line["custom_id"]), body: call, prompt: promptOf(call) };
  });
  if (new Set(calls.map(({ body: call }) => call["model"])).size > 1)
    throw new RefusedRequest(400, "a file is for one model");
  return calls;
}

/** The file of a batch that is to be begun; refused where it begins none. */
export function fileOfBatch(body: Readonly<Record<string, unknown>>): string {
  if (body["endpoint"] !== ENDPOINT || body["completion_window"] !== "24h")
    throw new RefusedRequest(400, "endpoint or window is another one");
  return String(body["input_file_id"]);
}

/** A batch as it is shown. */
export function openAiBatch({ id, calls, file, createdAt, outcomes, refusal }: ScriptedBatch): object {
  const results = [...(outcomes ?? new Map<string, CallOutcome>()).values()];
  const completed = results.filter((each) => isAnswered(each)).length;
  const isExpired = results.includes("expired");
  const status =
    outcomes === null ? "in_progress" : refusal !== null ? "failed" : isExpired ? "expired" : "completed";
  return {
    id,
    object: "batch",
    endpoint: ENDPOINT,
    input_file_id: file,
    completion_window: "24h",
    status,
    errors: refusal === null ? null : { object: "list", data: [{ code: "invalid", message: refusal }] },
    output_file_id: completed > 0 ? `${id}-output` : null,
    error_file_id: results.length > completed ? `${id}-error` : null,
    created_at: Math.floor(Date.parse(createdAt) / 1000),
    request_counts: { total: calls.length, completed, failed: results.length - completed },
  };
}

/** The lines of a batch's answers, or of its errors, in another order than its calls. */
export function openAiLines({ outcomes }: ScriptedBatch, isOfErrors: boolean): string {
  return [...(outcomes ?? [])]
    .reverse()
    .filter(([, outcome]) => isAnswered(outcome) !== isOfErrors)
    .map(([id, outcome]) => JSON.stringify({ id: `r-${id}`, custom_id: id, ...resultOf(outcome) }))
    .join("\n");
}

function resultOf(outcome: CallOutcome): object {
  if (outcome === "expired")
    return {
      response: null,
      error: { code: "batch_expired", message: "This request could not be executed" },
    };
  if (typeof outcome === "string")
    return {
      response: {
        status_code: 200,
        request_id: "r",
        body: JSON.parse(completion(outcome, "stop")) as object,
      },
      error: null,
    };
  const { status, message } = outcome;
  return { response: { status_code: status, request_id: "r", body: { error: { message } } }, error: null };
}

function isAnswered(outcome: CallOutcome): boolean {
  return typeof outcome === "string" && outcome !== "expired";
}
