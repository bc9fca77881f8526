import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { groundText } from "../grounding/text-grounding.js";
import { LoopbackService } from "../testing/loopback-service.fixture.js";
import { facts, reference, request } from "../testing/requests.fixture.js";
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

  const open = (
    options: { isStreaming?: boolean; isCiting?: boolean; maxInputTokens?: number } = {},
  ): AiSdkProvider => {
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
      { part: "source", total: 5_000, shortened: 0, namesOnly: 0, leftOut: expect.any(Number) },
    ]);
    expect(service.calls[0]?.body).toMatch(/\[\d+ more lines are left out here\]/);
  });

  it("counts what the service had kept from calls before, at its own price", async () => {
    const usage = { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 8 } };
    service.reply(200, completion("Parses.", usage));
    const server = createOpenAICompatible({ name: "loopback", baseURL: `${service.origin}/v1` });
    const price = { input: 2, output: 10, cachedInput: 0.5 };
    const provider = new AiSdkProvider({ model: server("test"), price, isStreaming: false });
    expect((await provider.getCompletion(aRequest)).usage).toEqual({
      inputTokens: 10,
      cachedInputTokens: 8,
      outputTokens: 2,
      costUsd: (2 * 2 + 8 * 0.5 + 2 * 10) / 1_000_000,
    });
  });

  describe("asked for what its sentences stand on", () => {
    const sentence = (text: string, ...cites: string[]) => ({ text, cites });
    const answer = completion(
      JSON.stringify({
        summary: [sentence("`parse` parses.", "1")],
        details: [sentence("It ends.", "4"), sentence("It reads.", "read")],
      }),
    );
    const read = reference("FUNCTION", "a.py#read", "Reads.");
    const asked = request(facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." }), { calls: [read] });

    it("gives text, sentences and their citations, of which those are left out that are not there", async () => {
      service.reply(200, answer);
      const { text, sentences } = await open({ isStreaming: false }).getCompletion(asked);
      expect(text).toBe("`parse` parses.\n\nIt ends. It reads.");
      expect(sentences).toMatchObject([
        { text: "`parse` parses.", lines: [{ from: 1, to: 1 }], nodes: [] },
        { text: "It ends.", lines: [], nodes: [] },
        { text: "It reads.", lines: [], nodes: [{ id: "a.py#read" }] },
      ]);
    });

    it("is asked once more for what points nowhere, with what it answered, and not a third time", async () => {
      const provider = open({ isStreaming: false });
      const answered = {
        text: "It ends.",
        grounding: groundText("It ends.", [{ text: "It ends.", lines: [], nodes: [] }]),
      };
      const again = provider.askAgain(asked, answered);
      expect(again?.again).toEqual({ text: "It ends.", nowhere: ["It ends."] });
      service.reply(200, answer);
      await provider.getCompletion(again!);
      expect(service.calls[0]?.body).toContain("These sentences of it cite nothing that is there");
      expect(provider.askAgain(again!, answered)).toBeUndefined();
      expect(provider.askAgain(asked, { text: "It ends." })).toBeUndefined();
    });

    it("may answer in prose, and not in broken JSON", async () => {
      service.reply(200, completion("Parses."));
      const provider = open({ isStreaming: false });
      expect(await provider.getCompletion(asked)).toMatchObject({ text: "Parses." });
      expect(await provider.getCompletion(asked)).not.toHaveProperty("sentences");
      service.reply(200, completion('{"summary": ['));
      await expect(provider.getCompletion(asked)).rejects.toMatchObject({
        code: "LLM_BAD_ANSWER",
        retryable: true,
        usage: { outputTokens: expect.any(Number) },
      });
    });

    it("is asked in prose where it can't answer in the form: what it failed at, and after some failures all", async () => {
      const isInProse = (): boolean => !(service.calls.at(-1)?.body ?? "").includes("cites");
      const another = (): typeof asked => ({ ...asked });
      const provider = open({ isStreaming: false });
      const broken = completion('{"summary": [');
      const cut = completion("{").replace('"stop"', '"length"');
      service.reply(200, cut);
      await expect(provider.getCompletion(asked)).rejects.toMatchObject({ retryable: true });
      service.reply(200, completion("Parses."));
      expect(await provider.getCompletion(asked)).toMatchObject({ text: "Parses." });
      expect(isInProse()).toBe(true);
      service.reply(200, broken);
      for (let failures = 1; failures < 3; failures++) {
        await expect(provider.getCompletion(another())).rejects.toMatchObject({ code: "LLM_BAD_ANSWER" });
        expect(isInProse()).toBe(false);
      }
      service.reply(200, completion("Parses."));
      await provider.getCompletion(another());
      expect(isInProse()).toBe(true);
    });

    it("is asked by the shorter prompt once it has answered in prose alone, also what was reckoned before", async () => {
      service.reply(200, completion("Parses."));
      const provider = open({ isStreaming: false });
      const reckoned = { ...asked };
      const before = provider.estimate(reckoned).inputTokens;
      const isCiting = (): boolean => (service.calls.at(-1)?.body ?? "").includes("cites");
      for (let answers = 0; answers < 3; answers++) {
        await provider.getCompletion({ ...asked });
        expect(isCiting()).toBe(true);
      }
      await provider.getCompletion(reckoned);
      expect(isCiting()).toBe(false);
      expect(provider.estimate(reckoned).inputTokens).toBeLessThan(before);
      // One whole answer is enough to be asked on.
      const able = open({ isStreaming: false });
      service.reply(200, answer);
      await able.getCompletion({ ...asked });
      service.reply(200, completion("Parses."));
      for (let answers = 0; answers < 5; answers++) await able.getCompletion({ ...asked });
      expect(isCiting()).toBe(true);
    });

    it("is asked in words from then on where its service refuses the schema, and only then", async () => {
      const server = createOpenAICompatible({
        name: "loopback",
        baseURL: `${service.origin}/v1`,
        supportsStructuredOutputs: true,
      });
      const provider = new AiSdkProvider({ model: server("test"), isStreaming: false, takesSchema: true });
      let refuses: (body: string) => boolean = () => true;
      service.respond = (_incoming, outgoing) => {
        const status = refuses(service.calls.at(-1)?.body ?? "") ? 400 : 200;
        outgoing.writeHead(status, { "content-type": "application/json" }).end(answer);
      };
      const bodies = (): boolean[] => service.calls.map(({ body }) => body.includes("json_schema"));
      await expect(provider.getCompletion(asked)).rejects.toMatchObject({ code: "LLM_REFUSED" });
      refuses = (body) => body.includes("json_schema");
      expect((await provider.getCompletion(asked)).sentences).toHaveLength(3);
      expect(bodies()).toEqual([true, false, true, false]);
      await provider.getCompletion(asked);
      expect(bodies().at(-1)).toBe(false);
    });

    it("asks as before where that is switched off, for texts that are as good", async () => {
      service.reply(200, completion("Parses."));
      const plain = open({ isStreaming: false, isCiting: false });
      await plain.getCompletion(asked);
      expect(service.calls[0]?.body).not.toContain("cites");
      const citing = open();
      expect(citing.earlierPromptVersions).toContain(plain.promptVersion);
      expect(plain.earlierPromptVersions).toContain(citing.promptVersion);
    });
  });
});
