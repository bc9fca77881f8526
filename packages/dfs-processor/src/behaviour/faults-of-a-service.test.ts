import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Clock, systemClock } from "@stemma/core";
import { type LlmProvider, stackMiddleware, withRetry } from "@stemma/llm";
import { AiSdkProvider, openLanguageModel } from "@stemma/llm/ai-sdk";
import { type Answer, answers, FaultyModelService } from "../testing/faulty-model-service.fixture.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

/** Waits for no retry, and notes how long it was to wait. */
function impatientClock(delays: number[]): Clock {
  return {
    ...systemClock,
    schedule(delayMs, callback) {
      delays.push(delayMs);
      return systemClock.schedule(0, callback);
    },
  };
}

/** What each node's service does, what becomes of the node, and how often it is called. */
const passing: Record<string, readonly Answer[]> = {
  limited: [answers.rateLimited, answers.well],
  shaky: [answers.down, answers.down, answers.well],
  stalling: [answers.stalled, answers.well],
  cutoff: [answers.cut, answers.well],
  garbled: [answers.malformed, answers.well],
};
const lasting: Record<string, { readonly answer: Answer; readonly code: string; readonly calls: number }> = {
  dead: { answer: answers.down, code: "LLM_UNAVAILABLE", calls: 3 },
  silent: { answer: answers.stalled, code: "LLM_STALLED", calls: 3 },
  closed: { answer: answers.refusing, code: "LLM_REFUSED", calls: 1 },
  wordless: { answer: answers.empty, code: "LLM_BAD_ANSWER", calls: 3 },
  // Once for sentences with what they stand on, and once in prose.
  endless: { answer: answers.overLimit, code: "LLM_BAD_ANSWER", calls: 2 },
};
const names = [...Object.keys(passing), ...Object.keys(lasting)];

describe("a model whose service has every fault", () => {
  const bench = useProcessor();
  let service: FaultyModelService;
  let delays: number[];
  let llm: LlmProvider;
  beforeEach(async () => {
    service = await FaultyModelService.start();
    delays = [];
    const { model } = await openLanguageModel({
      service: "openai-compatible",
      model: "test",
      baseUrl: service.baseUrl,
      environment: {},
    });
    const provider = new AiSdkProvider({ model, price: { input: 2, output: 10 }, stallTimeoutMs: 200 });
    llm = stackMiddleware(provider, [
      withRetry({ clock: impatientClock(delays), random: () => 0, maxAttempts: 3 }),
    ]);
    service.script = {
      ...passing,
      ...Object.fromEntries(Object.entries(lasting).map(([name, { answer }]) => [name, [answer]])),
    };
    await writeGraph(
      bench.graph,
      names.map((name) => `top CONTAINS ${name}`),
    );
  });
  afterEach(() => service.close());

  it("documents what comes through in the end, and never stores a fault as a text", async () => {
    const result = await bench.processor({ llm }).processNode("top");
    const failed = Object.entries(lasting).map(([id, { code }]) => ({ id, code }));
    expect(result.failed.map(({ id, code }) => ({ id, code })).sort(byId)).toEqual(failed.sort(byId));
    expect(result.counts).toMatchObject({ total: 11, documented: 6, failed: 5 });
    for (const [name, script] of Object.entries(passing))
      expect([name, service.countOf(name)]).toEqual([name, script.length]);
    for (const [name, { calls }] of Object.entries(lasting))
      expect([name, service.countOf(name)]).toEqual([name, calls]);
    expect(delays).toContain(7_000);

    const documentation = await bench.graph.readDocumentation({});
    expect(documentation.map(({ text }) => text).sort()).toEqual(
      [...Object.keys(passing), "top"].map((name) => `${name} works.`).sort(),
    );
    expect(documentation.filter(({ isPartial }) => isPartial).map(({ nodeId }) => nodeId)).toEqual(["top"]);
    const { answered, failed: refused, unknown, costUsd } = (await bench.graph.readStatistics()).llmCalls;
    expect([answered, refused, unknown]).toEqual([6, 5, 0]);
    // A call takes 100 tokens in and 10 out.
    expect(costUsd).toBeCloseTo(6 * (100 * 2e-6 + 10 * 10e-6), 10);
  });

  it("is asked again only for what failed, and for what that changes", async () => {
    await bench.processor({ llm }).processNode("top");
    service.script = {};
    service.calls.length = 0;
    const { counts, documentation } = await bench.processor({ llm }).processNode("top");
    expect(counts).toMatchObject({ documented: 6, reused: 5, failed: 0 });
    expect([...service.calls].sort()).toEqual([...Object.keys(lasting), "top"].sort());
    expect(documentation).toBe("top works.");
    expect((await bench.graph.readDocumentation({})).filter(({ isPartial }) => isPartial)).toEqual([]);
  });
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
