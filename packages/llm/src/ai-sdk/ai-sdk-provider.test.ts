import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { LoopbackService } from "../testing/loopback-service.fixture.js";
import { facts, request } from "../testing/requests.fixture.js";
import { AiSdkProvider } from "./ai-sdk-provider.js";

const completion = (content: string, usage?: object): string =>
  JSON.stringify({
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "test",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage,
  });

describe("AiSdkProvider", () => {
  let service: LoopbackService;
  beforeEach(async () => {
    service = await LoopbackService.start();
  });
  afterEach(() => service.close());

  const open = (options: { isStreaming?: boolean; maxInputTokens?: number } = {}): AiSdkProvider => {
    const server = createOpenAICompatible({ name: "loopback", baseURL: `${service.origin}/v1` });
    return new AiSdkProvider({ model: server("test"), price: { input: 2, output: 10 }, ...options });
  };
  const aRequest = request(facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." }));

  it("asks for the answer in one piece where a service can't stream", async () => {
    service.reply(200, completion("Parses.", { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 }));
    const provider = open({ isStreaming: false });
    const { text, usage, timing } = await provider.getCompletion(aRequest);
    expect({ text, usage }).toEqual({
      text: "Parses.",
      usage: { inputTokens: 10, outputTokens: 2, costUsd: 0.00004 },
    });
    expect(timing?.firstTokenMs).toBe(timing?.totalMs);
    expect(service.calls[0]?.body).not.toContain('"stream":true');
    expect(provider).toMatchObject({ model: "test", name: "loopback.chat" });
  });

  it("says what to do about a service that answers a streamed call in one piece", async () => {
    service.reply(200, completion("Parses."));
    await expect(open().getCompletion(aRequest)).rejects.toMatchObject({
      code: "LLM_BAD_ANSWER",
      advice: expect.stringContaining("isStreaming"),
    });
  });

  it("reckons the tokens where the service does not count them", async () => {
    service.reply(200, completion("Parses one text into its parts."));
    const { usage } = await open({ isStreaming: false }).getCompletion(aRequest);
    expect(usage?.outputTokens).toBeGreaterThan(5);
    expect(usage?.inputTokens).toBeGreaterThan(100);
    expect(usage?.costUsd).toBeGreaterThan(0);
  });

  it("estimates a call without making it, never below what it sends", async () => {
    const provider = open({ isStreaming: false });
    const estimate = provider.estimate(aRequest);
    expect(service.calls).toHaveLength(0);
    expect(estimate.mostTokens).toBeGreaterThan(estimate.inputTokens + estimate.outputTokens);
    expect(estimate.costUsd).toBeCloseTo((estimate.inputTokens * 2 + estimate.outputTokens * 10) / 1e6);
    service.reply(200, completion("Parses."));
    const { usage } = await provider.getCompletion(aRequest);
    expect(usage?.inputTokens).toBe(estimate.inputTokens);
  });

  it("says in the result what its prompt had no room for", async () => {
    service.reply(200, completion("Parses."));
    const long = request(facts("FUNCTION", "a.py#parse", { source: "x = 1\n".repeat(5_000) }));
    const { shortened } = await open({ isStreaming: false, maxInputTokens: 1_000 }).getCompletion(long);
    expect(shortened).toEqual([
      { part: "source", total: 5_001, shortened: 0, namesOnly: 0, leftOut: expect.any(Number) },
    ]);
    expect(service.calls[0]?.body).toMatch(/\[\d+ more lines are left out here\]/);
  });
});
