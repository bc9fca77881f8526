import { describe, expect, it } from "@jest/globals";
import { BudgetExceededError, type Completion } from "@stemma/llm";
import { countNowhere } from "@stemma/llm/grounding";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

const lines = [{ from: 1, to: 1, hash: "h" }];
const nowhere = { text: "f points nowhere.", lines: [], nodes: [] };
const somewhere = { text: "f stands on a line.", lines, nodes: [] };
type Sentence = typeof nowhere | typeof somewhere;
const answer = (...sentences: Sentence[]): Completion => ({
  text: sentences.map(({ text }) => text).join(" "),
  sentences,
  usage: { inputTokens: 10, outputTokens: 1, costUsd: 0.5 },
});

describe("an answer of which sentences point nowhere", () => {
  const bench = useProcessor();

  /** A model that is asked again, as one of the AI SDK is, and answers so. */
  const answering = (...answers: (Completion | Error)[]): RecordingProvider => {
    let next = 0;
    const llm = new RecordingProvider(() => {
      const each = answers[Math.min(next++, answers.length - 1)];
      return each instanceof Error || each === undefined
        ? Promise.reject(each ?? new Error())
        : Promise.resolve(each);
    });
    llm.isFree = false;
    llm.askAgain = (request, { text, grounding }) =>
      request.again === undefined &&
      (countNowhere(grounding) || 0) > 0 &&
      countNowhere(grounding) !== Infinity
        ? { ...request, again: { text, nowhere: [] } }
        : undefined;
    bench.llm = llm;
    return llm;
  };
  const run = async () => (await bench.processor().processNode("a#f")).metrics.calls;
  const kept = async () => (await bench.graph.readDocumentation({ nodeIds: ["a#f"] }))[0];

  it("is asked for once more, by a call of its own, and the better one is kept", async () => {
    await writeGraph(bench.graph, ["a CONTAINS a#f"]);
    const llm = answering(answer(nowhere), answer(somewhere));
    expect(await run()).toMatchObject({ made: 2 });
    expect(llm.requests.map(({ again }) => again?.text)).toEqual([undefined, nowhere.text]);
    expect(await kept()).toMatchObject({ text: somewhere.text });
    expect(countNowhere((await kept())?.grounding)).toBe(0);
    const calls = await bench.graph.readLlmCalls({});
    expect(calls.map(({ nodeId, outcome, result }) => [nodeId, outcome, result?.costUsd])).toEqual([
      ["a#f", "answered", 0.5],
      ["a#f", "answered", 0.5],
    ]);
  });

  it("is asked for no third time, and stays where the second is worse", async () => {
    await writeGraph(bench.graph, ["a CONTAINS a#f"]);
    answering(answer(somewhere, nowhere), answer(nowhere, nowhere));
    expect(await run()).toMatchObject({ made: 2 });
    expect(await kept()).toMatchObject({ text: `${somewhere.text} ${nowhere.text}` });
    expect(countNowhere((await kept())?.grounding)).toBe(1);
  });

  it("stays where the second fails, or has no room in the budget", async () => {
    await writeGraph(bench.graph, ["a CONTAINS a#f"]);
    for (const failure of [new Error("gone"), new BudgetExceededError("tokens", 1, 1)]) {
      await bench.graph.applyChanges({ upsertNodes: [codeNode("a#f", failure.message)] });
      answering(answer(nowhere), failure);
      const { counts } = await bench.processor().processNode("a#f");
      expect(counts).toMatchObject({ documented: 1, failed: 0 });
      expect(await kept()).toMatchObject({ text: nowhere.text });
    }
  });

  it("is paid for once: both are taken from the journal, with what they stand on", async () => {
    await writeGraph(bench.graph, ["a CONTAINS a#f"]);
    answering(answer(nowhere), answer(somewhere));
    await run();
    const before = await kept();
    // As after a crash before the text was stored.
    await using session = await bench.graph.openSession();
    await session.record({ documentation: [{ ...before!, nodeKey: "of something else", grounding: "" }] });
    const llm = answering(answer(nowhere));
    expect(await run()).toMatchObject({ made: 0, recalled: 2 });
    expect(llm.requests).toEqual([]);
    expect(await kept()).toMatchObject({ text: somewhere.text, grounding: before?.grounding });
  });

  it("is not asked for again where nothing is said of what its sentences stand on", async () => {
    await writeGraph(bench.graph, ["a CONTAINS a#f"]);
    answering({ text: "f is plain prose." });
    expect(await run()).toMatchObject({ made: 1 });
    expect(await kept()).not.toHaveProperty("grounding");
  });
});
