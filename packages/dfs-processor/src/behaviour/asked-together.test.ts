import { describe, expect, it } from "@jest/globals";
import { BudgetExceededError, type Completion, type CompletionRequest, LlmAnswerError } from "@stemma/llm";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

const USAGE = { inputTokens: 100, outputTokens: 10, costUsd: 1 };
const FUNCTIONS = ["a", "b", "c", "d", "e"].map((name) => `m.py#${name}`);
const FILE = FUNCTIONS.map((id) => `m.py FUNCTION_DEFINITION ${id}`);

const answerOf = ({ node }: CompletionRequest): Completion => ({ text: `${node.name} does.`, usage: USAGE });

describe("small nodes of one file", () => {
  const bench = useProcessor();

  /** A model that answers for up to four nodes by one call, once it has answered for one. */
  const answering = (
    answer: (request: CompletionRequest) => Completion | Error = answerOf,
    { isProven = true } = {},
  ): RecordingProvider => {
    const together = { isProven: false, fits: (requests: readonly unknown[]) => requests.length <= 4 };
    const llm = new RecordingProvider(async (request) => {
      await turns(2);
      const own = answer(request);
      if (own instanceof Error) throw own;
      together.isProven = isProven;
      const { companions } = request;
      if (companions === undefined) return own;
      return {
        ...own,
        companions: companions.map((each) => {
          const other = answer(each);
          return other instanceof Error ? null : other;
        }),
      };
    });
    llm.isFree = false;
    llm.together = together;
    bench.llm = llm;
    return llm;
  };
  const sizes = (llm: RecordingProvider): number[] =>
    llm.requests.map(({ companions = [] }) => 1 + companions.length);
  const run = async () => (await bench.processor().processNode("m.py")).counts;

  it("are asked for by one call, after the first that was asked alone", async () => {
    await writeGraph(bench.graph, FILE);
    const llm = answering();
    expect(await run()).toMatchObject({ total: 6, documented: 6 });
    expect(sizes(llm)).toEqual([1, 4, 1]);
    const calls = await bench.graph.readLlmCalls({});
    expect(calls.map(({ nodeId }) => nodeId).sort()).toEqual([...FUNCTIONS, "m.py"].sort());
    const sum = (of: "inputTokens" | "costUsd"): number =>
      calls.reduce((total, { result }) => total + (result?.[of] ?? 0), 0);
    expect([sum("inputTokens"), sum("costUsd")]).toEqual([300, 3]);
    const texts = await bench.graph.readDocumentation({ nodeIds: FUNCTIONS });
    expect(texts.map(({ text }) => text)).toEqual(["a", "b", "c", "d", "e"].map((name) => `${name} does.`));
  });

  it("are each asked for alone, as often as before, where the model has not shown that it answers so", async () => {
    await writeGraph(bench.graph, FILE);
    const llm = answering(answerOf, { isProven: false });
    expect(await run()).toMatchObject({ documented: 6 });
    expect(sizes(llm)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("are asked for alone where one is left out of an answer, or the answer has not the form", async () => {
    await writeGraph(bench.graph, FILE);
    const leavingOut = answering((request) => {
      const isAsked = request.node.name !== "c" || leavingOut.requests.some(({ node }) => node.name === "c");
      return isAsked ? answerOf(request) : new Error("left out");
    });
    expect(await run()).toMatchObject({ documented: 6, failed: 0 });
    expect(sizes(leavingOut)).toEqual([1, 4, 1, 1]);
    await bench.graph.applyChanges({ upsertNodes: FUNCTIONS.map((id) => codeNode(id, "another")) });
    const broken = answering((request) =>
      request.companions === undefined ? answerOf(request) : new LlmAnswerError("m", "it is broken"),
    );
    expect(await run()).toMatchObject({ failed: 0 });
    expect(sizes(broken).slice(0, 6)).toEqual([1, 4, 1, 1, 1, 1]);
    expect((await bench.graph.readLlmCalls({})).filter(({ outcome }) => outcome !== "answered")).toEqual([]);
  });

  it("go on alone where a budget has room for no call of several, and stop where it has none", async () => {
    await writeGraph(bench.graph, FILE);
    let left = 3;
    const llm = answering((request) => {
      if (request.companions !== undefined || left === 0) return new BudgetExceededError("tokens", 1, 1);
      left -= 1;
      return answerOf(request);
    });
    const { isComplete, counts } = await bench.processor({ maxWorkers: 1 }).processNode("m.py");
    expect({ isComplete, counts }).toMatchObject({ isComplete: false, counts: { documented: 3, failed: 0 } });
    expect(llm.requests.length).toBeGreaterThan(3);
    answering();
    expect(await run()).toMatchObject({ total: 6, reused: 3, documented: 3 });
  });

  it("are paid for once: what the journal has is not asked for again, alone or together", async () => {
    await writeGraph(bench.graph, FILE);
    answering();
    await run();
    const session = await bench.graph.openSession();
    const written = await bench.graph.readDocumentation({});
    await session.record({
      documentation: written.map((each) => ({ ...each, nodeKey: "of something else" })),
    });
    await session.close();
    const llm = answering();
    expect(await run()).toMatchObject({ documented: 6 });
    expect(llm.requests).toEqual([]);
  });

  it("end with the run, and nothing of them stays open", async () => {
    await writeGraph(bench.graph, FILE);
    const controller = new AbortController();
    const llm = answering((request) => {
      if (request.companions !== undefined) controller.abort("enough");
      return answerOf(request);
    });
    const ended = bench.processor().processNode("m.py", { signal: controller.signal });
    await expect(ended).rejects.toMatchObject({ code: "CANCELLED" });
    expect(llm.inFlight).toBeLessThanOrEqual(1);
    answering();
    expect(await run()).toMatchObject({ total: 6, failed: 0 });
  });
});
