import { AnthropicBatches } from "./anthropic-batches.js";
import type { BatchDesk } from "./batch-desk.js";
import { BatchHttp } from "./batch-http.js";
import type { BatchService } from "./batch-service.js";
import { OpenAiBatches } from "./openai-batches.js";

/** Services that take batches. */
export const BATCH_SERVICES = ["openai-compatible", "anthropic"] as const;

/** One of {@link BATCH_SERVICES}. */
export type BatchServiceName = (typeof BATCH_SERVICES)[number];

/** Where each takes one call. */
const CALL_PATHS = { "openai-compatible": "/chat/completions", anthropic: "/messages" } as const;
/** For what no call is answered with. */
const UNREADABLE = 502;

/**
 * In place of `fetch`: a call is not sent alone but by way of `desk`, and its answer is the one that it would have had alone. The batch goes
 * where the call would have gone, with its headers.
 * Anything but a whole call is refused as `fetch` refuses what it can't send.
 */
export function batchingFetch(
  name: BatchServiceName,
  desk: BatchDesk,
  fetch: typeof globalThis.fetch,
): typeof globalThis.fetch {
  const services = new Map<string, BatchService>();
  return async (input, { headers, body, signal } = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const path = CALL_PATHS[name];
    if (typeof body !== "string" || !url.endsWith(path)) throw new TypeError(`${url} takes no batch`);
    const base = url.slice(0, -path.length);
    const service = services.get(base) ?? serviceAt(name, new BatchHttp(base, new Headers(headers), fetch));
    services.set(base, service);
    const answer = await desk.answer(service, body, signal ?? new AbortController().signal);
    return new Response(answer.body, {
      status: mayHaveBody(answer.status) ? answer.status : UNREADABLE,
      headers: { "content-type": "application/json" },
    });
  };
}

/** Others are no answer to a call, and `Response` takes them with no body. */
function mayHaveBody(status: number): boolean {
  return status >= 200 && status < 600 && status !== 204 && status !== 205 && status !== 304;
}

function serviceAt(name: BatchServiceName, http: BatchHttp): BatchService {
  return name === "anthropic" ? new AnthropicBatches(http) : new OpenAiBatches(http);
}
