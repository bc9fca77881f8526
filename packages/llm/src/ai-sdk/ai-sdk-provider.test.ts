import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { facts, request } from "../testing/requests.fixture.js";
import { AiSdkProvider } from "./ai-sdk-provider.js";

const answer = (content: string, finishReason = "stop") =>
  JSON.stringify({
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "test",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finishReason }],
    usage: { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 },
  });

describe("AiSdkProvider against a scripted service", () => {
  let server: Server;
  let respond: RequestListener;
  let received: string;
  let provider: AiSdkProvider;
  beforeEach(async () => {
    received = "";
    server = createServer((incoming, outgoing) => {
      incoming.on("data", (chunk: Buffer) => (received += chunk.toString()));
      incoming.on("end", () => respond(incoming, outgoing));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const service = createOpenAICompatible({ name: "loopback", baseURL: `http://127.0.0.1:${port}/v1` });
    provider = new AiSdkProvider({
      model: service("test"),
      price: { input: 2, output: 10 },
      timeoutMs: 5_000,
    });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const aRequest = request(facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." }));
  const replyWith = (status: number, body: string, headers: Record<string, string> = {}) => {
    respond = (_incoming, outgoing) =>
      outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };

  it("sends the prompt and gives text, tokens and cost", async () => {
    replyWith(200, answer("Parses."));
    await expect(provider.getCompletion(aRequest)).resolves.toEqual({
      text: "Parses.",
      usage: { inputTokens: 1_000, outputTokens: 100, costUsd: 0.003 },
    });
    expect(received).toContain("Document the function `parse`");
    expect(provider).toMatchObject({ model: "test", name: "loopback.chat" });
  });

  it.each([
    [
      "429",
      429,
      "{}",
      { "retry-after": "7" },
      { code: "LLM_RATE_LIMIT", retryable: true, retryAfterMs: 7_000 },
    ],
    ["500", 500, "{}", {}, { code: "LLM_UNAVAILABLE", retryable: true }],
    ["401", 401, "{}", {}, { code: "LLM_REFUSED", retryable: false, status: 401 }],
    ["malformed JSON", 200, "{ this is", {}, { code: "LLM_BAD_ANSWER", retryable: true }],
    ["an empty answer", 200, answer("  "), {}, { code: "LLM_BAD_ANSWER" }],
    ["an answer over the limit", 200, answer("Parses and", "length"), {}, { code: "LLM_BAD_ANSWER" }],
  ])("turns %s into a typed error", async (_name, status, body, headers, expected) => {
    replyWith(status, body, headers);
    await expect(provider.getCompletion(aRequest)).rejects.toMatchObject(expected);
  });

  it("turns a cut connection into a typed error", async () => {
    respond = (incoming) => incoming.socket.destroy();
    await expect(provider.getCompletion(aRequest)).rejects.toMatchObject({ code: "LLM_UNAVAILABLE" });
  });

  it("ends a stalled call at its time-out, and at an abort, and closes the connection", async () => {
    const arrived = once(server, "request");
    respond = () => undefined;
    await expect(provider.getCompletion(aRequest, { timeoutMs: 150 })).rejects.toMatchObject({
      code: "TIMEOUT",
    });
    await arrived;
    const controller = new AbortController();
    const again = once(server, "request");
    const call = provider
      .getCompletion(aRequest, { signal: controller.signal })
      .catch((error: unknown) => error);
    const [incoming] = (await again) as [{ socket: Socket }];
    const closed = once(incoming.socket, "close");
    controller.abort("stop");
    expect(await call).toMatchObject({ code: "CANCELLED", cause: "stop" });
    await closed;
  });
});
