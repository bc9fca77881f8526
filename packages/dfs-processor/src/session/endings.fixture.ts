import { describe, expect, it } from "@jest/globals";
import { type Clock, systemClock } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { BudgetExceededError, LlmRefusedError } from "@stemma/llm";
import type { ProcessNodeOptions, ProcessorOptions } from "../processor-options.js";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { type CurrentScene, rememberGraph } from "../testing/graph-scene.fixture.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";

const TIMEOUT_MS = 3_600_000;

/** The levers of one run; a provider pulls them when its turn comes. */
class Levers {
  readonly controller = new AbortController();
  #timeOut = (): void => undefined;
  /** The machine's clock, but the run's time-out comes when the test says so. */
  readonly clock: Clock = {
    ...systemClock,
    schedule: (delayMs, callback, options) => {
      if (delayMs !== TIMEOUT_MS) return systemClock.schedule(delayMs, callback, options);
      this.#timeOut = callback;
      return () => undefined;
    },
  };

  timeOut(): void {
    this.#timeOut();
  }
}

interface Ending {
  readonly name: string;
  /** What the provider does at node `a`; it documents `b` before. */
  readonly atA: (levers: Levers, graph: GraphStore) => Promise<string>;
  readonly options?: Partial<ProcessorOptions>;
  readonly call?: ProcessNodeOptions;
  readonly root?: string;
  /** Matches the result, or the error. */
  readonly outcome: object;
  readonly documented: readonly string[];
}

const succeed = () => Promise.resolve("done");
const refuse = () => Promise.reject(new LlmRefusedError("m", "no", 400));
const forever = () => new Promise<never>(() => undefined);

const endings: readonly Ending[] = [
  { name: "success", atA: succeed, outcome: { isComplete: true }, documented: ["a", "b", "top"] },
  {
    name: "a node that fails",
    atA: refuse,
    outcome: { counts: { documented: 2, failed: 1 } },
    documented: ["b", "top"],
  },
  {
    name: "the first failure, told to fail fast",
    atA: refuse,
    options: { failFast: true },
    outcome: { code: "NODE_FAILED", nodeId: "a" },
    documented: ["b"],
  },
  {
    name: "time-out",
    atA: (levers) => {
      levers.timeOut();
      return forever();
    },
    options: { timeoutMs: TIMEOUT_MS },
    outcome: { code: "TIMEOUT" },
    documented: ["b"],
  },
  {
    name: "abort",
    atA: (levers) => {
      levers.controller.abort();
      return forever();
    },
    outcome: { code: "CANCELLED" },
    documented: ["b"],
  },
  {
    name: "a budget that is used up",
    atA: () => Promise.reject(new BudgetExceededError("tokens", 1, 1)),
    outcome: { isComplete: false, counts: { documented: 1, skipped: 2, failed: 0 } },
    documented: ["b"],
  },
  {
    name: "a listener that breaks",
    atA: succeed,
    call: {
      onDocumented: () => {
        throw new RangeError("listener broke");
      },
    },
    outcome: { message: "listener broke" },
    documented: [],
  },
  {
    name: "a session swept by others",
    atA: async (_levers, graph) => {
      while ((await graph.readDocumentation({})).length === 0) await turns(1);
      await graph.sweepSessions();
      return "done";
    },
    options: { leaseMs: -1 },
    outcome: { code: "SESSION_LOST" },
    documented: ["b"],
  },
  {
    name: "an unknown root",
    atA: succeed,
    root: "nowhere",
    outcome: { code: "ROOT_NOT_FOUND" },
    documented: [],
  },
];

/** After every ending: no state, no session, the nodes and relations as they were, and what was finished is kept. */
export function describeEndings(current: CurrentScene): void {
  describe("leaves nothing but documentation behind after", () => {
    it.each(endings)("$name", async ({ atA, options, call, root = "top", outcome, documented }) => {
      const { graph } = current();
      await writeGraph(graph, ["top CONTAINS a", "top CONTAINS b", "a CALLS b"]);
      const expectUntouched = await rememberGraph(graph);
      const levers = new Levers();
      const llm = new RecordingProvider(async ({ node }) => ({
        text: node.id === "a" ? `a: ${await atA(levers, graph)}` : node.name,
      }));
      const processor = new RecursiveDfsProcessor({ graph, llm, clock: levers.clock, ...options });
      const ended = await processor
        .processNode(root, { signal: levers.controller.signal, ...call })
        .catch((error: unknown) => error);
      expect(ended).toMatchObject(outcome);
      await expectUntouched();
      expect((await graph.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(documented);
    });
  });
}
