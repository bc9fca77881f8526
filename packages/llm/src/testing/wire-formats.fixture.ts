import type { LanguageModelService } from "../ai-sdk/open-language-model.js";

/** How an answer ended, in no service's own words. */
type AnswerEnd = "complete" | "over-limit";

/** What a service's streamed answers look like on the wire. All say that they took 1,000 tokens and gave 100. */
export interface WireFormat {
  readonly service: LanguageModelService;
  readonly basePath: string;
  /** Where calls of the model "test" go. */
  readonly callPath: string;
  /** The header that holds the key "the-key-of-the-test". */
  readonly keyHeader: readonly [name: string, value: string];
  /** Events that begin an answer and give these pieces of it. */
  begin(pieces: readonly string[]): string[];
  /** Events that end it. */
  end(how: AnswerEnd): string[];
}

const event = (data: object | string): string =>
  `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
const namedEvent = (data: { readonly type: string; readonly [field: string]: unknown }): string =>
  `event: ${data.type}\n${event(data)}`;

const chunk = { id: "1", object: "chat.completion.chunk", created: 1, model: "test" };

const openAiCompatible: WireFormat = {
  service: "openai-compatible",
  basePath: "/v1",
  callPath: "/v1/chat/completions",
  keyHeader: ["authorization", "Bearer the-key-of-the-test"],
  begin: (pieces) =>
    pieces.map((content) =>
      event({
        ...chunk,
        choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }],
      }),
    ),
  end: (how) => [
    event({
      ...chunk,
      choices: [{ index: 0, delta: {}, finish_reason: how === "complete" ? "stop" : "length" }],
    }),
    event({
      ...chunk,
      choices: [],
      usage: { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 },
    }),
    event("[DONE]"),
  ],
};

const message = {
  id: "1",
  type: "message",
  role: "assistant",
  model: "test",
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: 1_000, output_tokens: 1 },
};

const anthropic: WireFormat = {
  service: "anthropic",
  basePath: "/v1",
  callPath: "/v1/messages",
  keyHeader: ["x-api-key", "the-key-of-the-test"],
  begin: (pieces) => [
    namedEvent({ type: "message_start", message }),
    namedEvent({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
    ...pieces.map((text) =>
      namedEvent({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } }),
    ),
  ],
  end: (how) => [
    namedEvent({ type: "content_block_stop", index: 0 }),
    namedEvent({
      type: "message_delta",
      delta: { stop_reason: how === "complete" ? "end_turn" : "max_tokens", stop_sequence: null },
      usage: { output_tokens: 100 },
    }),
    namedEvent({ type: "message_stop" }),
  ],
};

const candidate = (text: string, finishReason?: string): object => ({
  candidates: [{ content: { parts: [{ text }], role: "model" }, index: 0, finishReason }],
  usageMetadata: { promptTokenCount: 1_000, candidatesTokenCount: 100, totalTokenCount: 1_100 },
});

const google: WireFormat = {
  service: "google",
  basePath: "/v1beta",
  callPath: "/v1beta/models/test:streamGenerateContent?alt=sse",
  keyHeader: ["x-goog-api-key", "the-key-of-the-test"],
  begin: (pieces) => pieces.map((text) => event(candidate(text))),
  end: (how) => [event(candidate("", how === "complete" ? "STOP" : "MAX_TOKENS"))],
};

/** Every service that is spoken with. */
export const wireFormats: readonly WireFormat[] = [openAiCompatible, anthropic, google];
