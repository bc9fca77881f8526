import { type BatchHttp, jsonLines, listIn, numberIn, objectIn, pathOf, textIn } from "./batch-http.js";
import type {
  BatchAnswer,
  BatchCall,
  BatchService,
  BatchState,
  BegunBatch,
  FoundBatch,
} from "./batch-service.js";

/** In a batch calls have this path, wherever the service itself is. */
const CALL_PATH = "/v1/chat/completions";
const OVER = new Set(["completed", "expired", "cancelled", "failed"]);
/** Of a list; batches are listed newest first. */
const PAGE = 100;
const MOST_PAGES = 20;
/** What HTTP has for a time that was over, which may be tried again. */
const UNAVAILABLE = 503;

/** Batches as OpenAI has them, and services that speak its protocol: a file of calls in, files of answers out. */
export class OpenAiBatches implements BatchService {
  readonly #http: BatchHttp;

  constructor(http: BatchHttp) {
    this.#http = http;
  }

  /** Uploads the calls; the file's id finds the batch again. */
  async prepare(calls: readonly BatchCall[], signal: AbortSignal): Promise<string> {
    const lines = calls.map(
      ({ id, body }) =>
        `{"custom_id":${JSON.stringify(id)},"method":"POST","url":${JSON.stringify(CALL_PATH)},"body":${body}}\n`,
    );
    const form = new FormData();
    form.set("purpose", "batch");
    form.set("file", new Blob(lines, { type: "application/jsonl" }), "calls.jsonl");
    return idIn(await this.#http.postForm("/files", form, signal));
  }

  async begin(mark: string, _calls: readonly BatchCall[], signal: AbortSignal): Promise<string> {
    const batch = { input_file_id: mark, endpoint: CALL_PATH, completion_window: "24h" };
    return idIn(await this.#http.postJson("/batches", JSON.stringify(batch), signal));
  }

  /** Each batch has its own file. */
  async find({ mark }: BegunBatch, signal: AbortSignal): Promise<FoundBatch | undefined> {
    let after = "";
    for (let page = 0; page < MOST_PAGES; page++) {
      const list = await this.#http.getJson(`/batches?limit=${PAGE}${after}`, signal);
      const batches = listIn(list, "data");
      const found = batches.find((batch) => batch["input_file_id"] === mark);
      if (found !== undefined) return { id: idIn(found), isCertain: true };
      const last = textIn(batches.at(-1) ?? {}, "id");
      if (list["has_more"] !== true || last === "") return undefined;
      after = `&after=${pathOf(last)}`;
    }
    return undefined;
  }

  async look(id: string, signal: AbortSignal): Promise<BatchState> {
    const batch = await this.#http.getJson(`/batches/${pathOf(id)}`, signal);
    const status = textIn(batch, "status");
    const counts = objectIn(batch, "request_counts");
    return {
      isOver: OVER.has(status),
      done: numberIn(counts, "completed") + numberIn(counts, "failed"),
      refusal: status === "failed" ? refusalIn(batch) : null,
    };
  }

  /** Those that were answered are in one file, the others in another one; neither may be there. */
  async answers(id: string, signal: AbortSignal): Promise<BatchAnswer[]> {
    const batch = await this.#http.getJson(`/batches/${pathOf(id)}`, signal);
    const answers: BatchAnswer[] = [];
    for (const name of ["output_file_id", "error_file_id"]) {
      const file = textIn(batch, name);
      if (file === "") continue;
      const text = await this.#http.getText(`/files/${pathOf(file)}/content`, signal);
      answers.push(...jsonLines(text).map(answerIn));
    }
    return answers;
  }
}

function idIn(object: Record<string, unknown>): string {
  const id = textIn(object, "id");
  pathOf(id);
  return id;
}

function refusalIn(batch: Record<string, unknown>): string {
  const said = listIn(objectIn(batch, "errors"), "data").map((each) => textIn(each, "message"));
  return said.find((message) => message !== "") ?? "the service did not say why";
}

function answerIn(line: Record<string, unknown>): BatchAnswer {
  const id = textIn(line, "custom_id");
  const response = objectIn(line, "response");
  const status = numberIn(response, "status_code");
  if (status > 0) return { id, status, body: JSON.stringify(response["body"] ?? {}) };
  // A call that was not made has an error in place of a response.
  const error = objectIn(line, "error");
  const message = textIn(error, "message") || textIn(error, "code") || "it was not made";
  return { id, status: UNAVAILABLE, body: JSON.stringify({ error: { message } }) };
}
