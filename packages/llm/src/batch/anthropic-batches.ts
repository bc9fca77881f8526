import { type BatchHttp, jsonLines, listIn, numberIn, objectIn, pathOf, textIn } from "./batch-http.js";
import type {
  BatchAnswer,
  BatchCall,
  BatchService,
  BatchState,
  BegunBatch,
  FoundBatch,
} from "./batch-service.js";

/** What calls that fail alone would have as their status. */
const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};
const COUNTS = ["canceled", "errored", "expired", "processing", "succeeded"] as const;
/** Of a list; batches are listed newest first. */
const PAGE = 100;
const MOST_PAGES = 20;
/** Clocks differ by less. */
const SKEW_MS = 3_600_000;
const UNAVAILABLE = 503;
/** Somebody took it back at the service: asking again is for whoever did that. */
const TAKEN_BACK = 409;

/** Message batches as Anthropic has them: all calls in one request, answers as lines. */
export class AnthropicBatches implements BatchService {
  readonly #http: BatchHttp;

  constructor(http: BatchHttp) {
    this.#http = http;
  }

  /** Nothing is to be done before. */
  prepare(): Promise<string> {
    return Promise.resolve("");
  }

  async begin(_mark: string, calls: readonly BatchCall[], signal: AbortSignal): Promise<string> {
    const requests = calls.map(({ id, body }) => `{"custom_id":${JSON.stringify(id)},"params":${body}}`);
    const batch = await this.#http.postJson(
      "/messages/batches",
      `{"requests":[${requests.join(",")}]}`,
      signal,
    );
    const id = textIn(batch, "id");
    pathOf(id);
    return id;
  }

  /**
   * A batch says what is in it only when it is over. One of as many calls, begun at that time and by nobody that is known, may be
   * it: its end is better waited for, since a second one would be paid for as well.
   */
  async find(
    { callIds, begunAtMs, others }: BegunBatch,
    signal: AbortSignal,
  ): Promise<FoundBatch | undefined> {
    const own = new Set(callIds);
    let after = "";
    for (let page = 0; page < MOST_PAGES; page++) {
      const list = await this.#http.getJson(`/messages/batches?limit=${PAGE}${after}`, signal);
      const batches = listIn(list, "data");
      for (const batch of batches) {
        const id = textIn(batch, "id");
        if (others.has(id) || sizeOf(batch) !== own.size || createdAtMs(batch) < begunAtMs - SKEW_MS)
          continue;
        if (textIn(batch, "processing_status") !== "ended") return { id, isCertain: false };
        const answers = await this.answers(id, signal);
        if (answers.some((answer) => own.has(answer.id))) return { id, isCertain: true };
      }
      const last = batches.at(-1) ?? {};
      if (list["has_more"] !== true || createdAtMs(last) < begunAtMs - SKEW_MS) return undefined;
      after = `&after_id=${pathOf(textIn(last, "id"))}`;
    }
    return undefined;
  }

  async look(id: string, signal: AbortSignal): Promise<BatchState> {
    const batch = await this.#http.getJson(`/messages/batches/${pathOf(id)}`, signal);
    const counts = objectIn(batch, "request_counts");
    return {
      isOver: textIn(batch, "processing_status") === "ended",
      done: sizeOf(batch) - numberIn(counts, "processing"),
      refusal: null,
    };
  }

  /** At the address that we know, whatever the batch says: the key is for no other. */
  async answers(id: string, signal: AbortSignal): Promise<BatchAnswer[]> {
    return jsonLines(await this.#http.getText(`/messages/batches/${pathOf(id)}/results`, signal)).map(
      answerIn,
    );
  }
}

function sizeOf(batch: Record<string, unknown>): number {
  const counts = objectIn(batch, "request_counts");
  return COUNTS.reduce((sum, name) => sum + numberIn(counts, name), 0);
}

function createdAtMs(batch: Record<string, unknown>): number {
  const time = Date.parse(textIn(batch, "created_at"));
  return Number.isNaN(time) ? Infinity : time;
}

function answerIn(line: Record<string, unknown>): BatchAnswer {
  const id = textIn(line, "custom_id");
  const result = objectIn(line, "result");
  const type = textIn(result, "type");
  if (type === "succeeded") return { id, status: 200, body: JSON.stringify(result["message"] ?? {}) };
  if (type === "errored") {
    const error = objectIn(result, "error");
    // The error stands in an answer of its own.
    const said = textIn(objectIn(error, "error"), "type") === "" ? error : objectIn(error, "error");
    const status = STATUS_OF_ERROR[textIn(said, "type")] ?? 500;
    return { id, status, body: JSON.stringify({ type: "error", error: said }) };
  }
  const isExpired = type === "expired";
  const message = isExpired ? "the time of its batch was over before its turn" : "its batch was taken back";
  const error = { type: "api_error", message };
  return { id, status: isExpired ? UNAVAILABLE : TAKEN_BACK, body: JSON.stringify({ type: "error", error }) };
}
