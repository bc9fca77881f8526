import { once } from "node:events";
import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { LoopbackService } from "../testing/loopback-service.fixture.js";
import { facts, request } from "../testing/requests.fixture.js";
import { wireFormats } from "../testing/wire-formats.fixture.js";
import type { AiSdkOptions } from "./ai-sdk-options.js";
import { AiSdkProvider } from "./ai-sdk-provider.js";
import { openLanguageModel } from "./open-language-model.js";

const key = "the-key-of-the-test";
const aRequest = request(facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." }));

describe.each(wireFormats)("a model of $service, streamed from a scripted service", (wire) => {
  let service: LoopbackService;
  beforeEach(async () => {
    service = await LoopbackService.start();
  });
  afterEach(() => service.close());

  const open = async (options: Partial<AiSdkOptions> = {}): Promise<AiSdkProvider> => {
    const { model, secrets } = await openLanguageModel({
      service: wire.service,
      model: "test",
      baseUrl: service.origin + wire.basePath,
      environment: { STEMMA_LLM_API_KEY: key },
    });
    return new AiSdkProvider({ model, secrets, price: { input: 2, output: 10 }, ...options });
  };
  const failure = async (options: Partial<AiSdkOptions> = {}): Promise<unknown> =>
    (await open(options)).getCompletion(aRequest).catch((error: unknown) => error);

  it("sends prompt and key, and gives text, tokens, cost and times", async () => {
    service.stream([...wire.begin(["Parses ", "a text."]), ...wire.end("complete")]);
    const completion = await (await open()).getCompletion(aRequest);
    expect(completion).toEqual({
      text: "Parses a text.",
      usage: { inputTokens: 1_000, outputTokens: 100, costUsd: 0.003 },
      timing: { firstTokenMs: expect.any(Number), totalMs: expect.any(Number) },
    });
    expect(completion.timing!.firstTokenMs).toBeLessThanOrEqual(completion.timing!.totalMs);
    const [call] = service.calls;
    expect(call?.url).toBe(wire.callPath);
    expect(call?.headers[wire.keyHeader[0]]).toBe(wire.keyHeader[1]);
    expect(call?.body).toContain("Document the function `parse`");
  });

  it("sends neither key nor prompt where the service redirects to", async () => {
    const other = await LoopbackService.start();
    try {
      service.reply(307, "", { location: `${other.origin}${wire.callPath}` });
      await expect((await open()).getCompletion(aRequest)).rejects.toMatchObject({
        code: expect.stringMatching(/^LLM_/),
      });
      expect(other.calls).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it("says that the cost is unknown where there is no price", async () => {
    service.stream([...wire.begin(["Parses."]), ...wire.end("complete")]);
    const { usage } = await (await open({ price: undefined })).getCompletion(aRequest);
    expect(usage).toEqual({ inputTokens: 1_000, outputTokens: 100, costUsd: null });
  });

  it.each([
    [429, { "retry-after": "7" }, { code: "LLM_RATE_LIMIT", retryable: true, retryAfterMs: 7_000 }],
    [503, { "retry-after": "2" }, { code: "LLM_UNAVAILABLE", retryable: true, retryAfterMs: 2_000 }],
    [500, {}, { code: "LLM_UNAVAILABLE", retryable: true, retryAfterMs: undefined }],
    [401, {}, { code: "LLM_REFUSED", retryable: false, status: 401 }],
  ])("turns status %d into a typed error, and keeps the key out of it", async (status, headers, expected) => {
    service.reply(status, JSON.stringify({ error: { message: `bad key ${key}`, type: "x" } }), headers);
    const error = await failure();
    expect(error).toMatchObject(expected);
    expect(everythingIn(error)).not.toContain(key);
    expect(service.calls).toHaveLength(1);
  });

  it("takes malformed JSON in the stream for a failure of the service that may pass", async () => {
    service.stream(["data: { this is\n\n"]);
    // Anthropic's adapter gives it status 500.
    const code = wire.service === "anthropic" ? "LLM_UNAVAILABLE" : "LLM_BAD_ANSWER";
    expect(await failure()).toMatchObject({ code, retryable: true });
  });

  it("takes an empty answer for a bad one, with what it cost", async () => {
    service.stream([...wire.begin(["  "]), ...wire.end("complete")]);
    expect(await failure()).toMatchObject({ code: "LLM_BAD_ANSWER", usage: { costUsd: 0.003 } });
  });

  it("refuses an answer that was cut at its limit, with what it cost, and does not ask for it again", async () => {
    service.stream([...wire.begin(["Parses and"]), ...wire.end("over-limit")]);
    expect(await failure({ maxOutputTokens: 100, isCiting: false })).toMatchObject({
      code: "LLM_BAD_ANSWER",
      retryable: false,
      message: expect.stringContaining("cut at 100 tokens"),
      usage: { inputTokens: 1_000, outputTokens: 100, costUsd: 0.003 },
    });
  });

  it("notices a stream that is cut, by a closed connection and by a missing end", async () => {
    service.stream(wire.begin(["Parses and then"]), (outgoing) => outgoing.destroy());
    expect(await failure()).toMatchObject({
      code: "LLM_UNAVAILABLE",
      retryable: true,
      message: expect.stringContaining("broke off after 15 characters"),
      usage: { outputTokens: 4 },
    });
    service.stream(wire.begin(["Parses and then"]));
    expect(await failure()).toMatchObject({
      code: "LLM_UNAVAILABLE",
      message: expect.stringContaining("broke off after 15 characters"),
    });
  });

  it("ends a stream that stalls in the middle, and closes its connection", async () => {
    const closed = new Promise((resolve) => {
      service.server.once("connection", (socket: Socket) => socket.once("close", resolve));
    });
    service.stream(wire.begin(["Parses"]), () => undefined);
    expect(await failure({ stallTimeoutMs: 200 })).toMatchObject({
      code: "LLM_STALLED",
      retryable: true,
      receivedCharacters: 6,
      usage: { outputTokens: 2 },
    });
    await closed;
  });

  it("ends a call at its time-out and at an abort, and closes the connection", async () => {
    service.respond = () => undefined;
    expect(await failure({ timeoutMs: 200 })).toMatchObject({ code: "TIMEOUT" });
    const provider = await open();
    const controller = new AbortController();
    const arrival = once(service.server, "request");
    const call = provider
      .getCompletion(aRequest, { signal: controller.signal })
      .catch((error: unknown) => error);
    const [incoming] = (await arrival) as [{ socket: Socket }];
    const closed = once(incoming.socket, "close");
    controller.abort("stop");
    expect(await call).toMatchObject({ code: "CANCELLED", cause: "stop" });
    await closed;
  });
});

/** All that a log, a report or a debugger could show of an error. */
function everythingIn(error: unknown): string {
  const texts: string[] = [];
  for (let current = error; typeof current === "object" && current !== null; ) {
    const { message, stack, cause } = current as Error;
    texts.push(message, stack ?? "", JSON.stringify(current));
    current = cause;
  }
  return texts.join("\n");
}
