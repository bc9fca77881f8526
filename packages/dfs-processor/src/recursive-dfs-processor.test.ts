import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { BudgetExceededError, ExtractiveProvider } from "@stemma/llm";
import type { DocumentedBatch, ProcessingProgress } from "./processor-options.js";
import { RecursiveDfsProcessor } from "./recursive-dfs-processor.js";
import { codeNode, sessionResidue, writeGraph } from "./testing/graphs.fixture.js";
import { RecordingProvider, turns } from "./testing/recording-provider.fixture.js";

describe("RecursiveDfsProcessor", () => {
  let graph: SqliteGraphStore;
  let llm: RecordingProvider;
  beforeEach(async () => {
    graph = await SqliteGraphStore.open(":memory:");
    llm = new RecordingProvider();
  });
  afterEach(async () => {
    expect(await sessionResidue(graph)).toBe(0);
    await graph.close();
  });
  const processor = (options: object = {}) => new RecursiveDfsProcessor({ graph, llm, ...options });

  describe("order", () => {
    it("documents each node once, after all that it contains and calls (a diamond)", async () => {
      await writeGraph(graph, [
        "top CONTAINS left",
        "top CONTAINS right",
        "left CALLS base",
        "right CALLS base",
        "top CONTAINS base",
      ]);
      const { counts } = await processor({ maxWorkers: 1 }).processNode("top");
      expect(llm.documentedIds).toEqual(["base", "left", "right", "top"]);
      expect(counts).toEqual({ total: 4, documented: 4, reused: 0, failed: 0, skipped: 0 });
      expect(llm.requests[3]?.children.map((child) => child.summary)).toEqual([
        "base does source of base.",
        "left does source of left.",
        "right does source of right.",
      ]);
    });

    it("never has more than maxWorkers under way, and that many where the tree allows it", async () => {
      llm = new RecordingProvider(async (request) => {
        await turns(3);
        return { text: request.node.name };
      });
      await writeGraph(
        graph,
        Array.from({ length: 60 }, (_, index) => `top CONTAINS f${index}`),
      );
      const { metrics } = await processor({ maxWorkers: 7 }).processNode("top");
      expect(llm.peakInFlight).toBe(7);
      expect(metrics.workers.peakBusy).toBe(7);
    });

    it("takes a chain 5,000 deep", async () => {
      const ids = Array.from({ length: 5_000 }, (_, index) => `c${String(index).padStart(4, "0")}`);
      await writeGraph(
        graph,
        ids.slice(1).map((id, index) => `${ids[index]} CONTAINS ${id}`),
      );
      const { counts } = await processor().processNode("c0000");
      expect(counts.documented).toBe(5_000);
      expect(llm.documentedIds).toEqual(ids.reverse());
    });

    it("takes a fan 50,000 wide", async () => {
      await writeGraph(
        graph,
        Array.from({ length: 50_000 }, (_, index) => `top CONTAINS f${index}`),
      );
      const { counts } = await processor({ keepTexts: false }).processNode("top");
      expect(counts.documented).toBe(50_001);
      expect(llm.requests.at(-1)?.children).toHaveLength(50_000);
    }, 120_000);
  });

  describe("cycles", () => {
    it("documents members as a unit, twice, the second time with what the first said", async () => {
      await writeGraph(graph, [
        "f CONTAINS f#even",
        "f CONTAINS f#odd",
        "f#even CALLS f#odd",
        "f#odd CALLS f#even",
        "f#odd CALLS f#half",
        "f CONTAINS f#half",
      ]);
      await processor({ maxWorkers: 1 }).processNode("f");
      expect(llm.documentedIds).toEqual(["f#half", "f#even", "f#odd", "f#even", "f#odd", "f"]);
      const [, first, , second] = llm.requests;
      expect(first?.cycle).toMatchObject({ pass: 1, members: [{ name: "even" }, { name: "odd" }] });
      expect(first?.calls[0]?.summary).toBeNull();
      expect(second?.cycle?.pass).toBe(2);
      expect(second?.calls[0]?.summary).toBe("odd does source of f#odd.");
    });

    it("gives the same texts whoever is faster", async () => {
      const relations = ["a CALLS b", "b CALLS c", "c CALLS a"];
      const textsWith = async (delays: Record<string, number>) => {
        const store = await SqliteGraphStore.open(":memory:");
        await writeGraph(store, relations);
        const slow = new RecordingProvider(async ({ node, calls }) => {
          await turns(delays[node.id] ?? 0);
          return { text: `${node.name} calls ${calls.map((call) => call.summary).join()}` };
        });
        const { nodes } = await new RecursiveDfsProcessor({
          graph: store,
          llm: slow,
          scope: "all",
        }).processNode("a");
        await store.close();
        return nodes.map((node) => node.documentation);
      };
      expect(await textsWith({ a: 0, b: 5, c: 9 })).toEqual(await textsWith({ a: 9, b: 0, c: 3 }));
    });

    it("takes a cycle of 500 members, and a root inside it", async () => {
      const id = (index: number) => `m${String(index % 500).padStart(3, "0")}`;
      await writeGraph(
        graph,
        Array.from({ length: 500 }, (_, index) => `${id(index)} CONTAINS ${id(index + 1)}`),
      );
      const { counts, documentation } = await processor().processNode("m250");
      expect(counts).toMatchObject({ total: 500, documented: 500 });
      expect(llm.requests).toHaveLength(1_000);
      expect(documentation).toContain("m250");
      expect((await processor().processNode("m000")).counts.reused).toBe(500);
    });

    it("does not take a self-call for a cycle", async () => {
      await writeGraph(graph, ["f CALLS f"]);
      await processor().processNode("f");
      expect(llm.requests).toHaveLength(1);
      expect(llm.requests[0]).toMatchObject({ cycle: null, calls: [] });
    });

    it("documents the others when one member fails", async () => {
      llm = new RecordingProvider(({ node }) =>
        node.id === "b" ? Promise.reject(new Error("no")) : Promise.resolve({ text: node.name }),
      );
      await writeGraph(graph, ["a CALLS b", "b CALLS a", "top CONTAINS a"]);
      const { counts, failed } = await processor({ scope: "all" }).processNode("top");
      expect(counts).toMatchObject({ documented: 2, failed: 1 });
      expect(failed).toEqual([{ id: "b", path: "b", reason: "no", code: null }]);
      expect(llm.requests.filter((request) => request.node.id === "a").at(-1)?.missing).toMatchObject([
        { name: "b" },
      ]);
    });
  });

  describe("roots and scope", () => {
    it("does descendants only, or with scope all what is not linked, too", async () => {
      await writeGraph(graph, ["top CONTAINS below"], ["alone"]);
      expect((await processor().processNode("top")).counts.total).toBe(2);
      expect(
        (await processor({ scope: "all" }).processNode("top")).nodes.map((node) => [node.id, node.status]),
      ).toEqual([
        ["alone", "documented"],
        ["below", "reused"],
        ["top", "reused"],
      ]);
    });

    it("finds a root by its path, with all that share it", async () => {
      const twins = ["x", "y"].map((id) => ({ ...codeNode(id), path: "/same.py" }));
      await graph.applyChanges({ upsertNodes: twins });
      expect((await processor().processNode("/same.py")).counts.documented).toBe(2);
    });

    it("rejects for an unknown root and for an empty graph", async () => {
      await expect(processor().processNode("a.py")).rejects.toMatchObject({
        code: "ROOT_NOT_FOUND",
        root: "a.py",
      });
      await writeGraph(graph, [], ["b.py"]);
      await expect(processor().processNode("a.py")).rejects.toMatchObject({ code: "ROOT_NOT_FOUND" });
    });

    it("refuses a number of workers that makes no sense", () => {
      expect(() => processor({ maxWorkers: 0 })).toThrow("maxWorkers");
    });
  });

  describe("a second run", () => {
    const relations = [
      "top CONTAINS a",
      "top CONTAINS b",
      "a CONTAINS a#f",
      "b CONTAINS b#g",
      "a#f CALLS b#g",
    ];
    const edit = (id: string, source: string) => graph.applyChanges({ upsertNodes: [codeNode(id, source)] });
    const rerun = async () => {
      llm = new RecordingProvider();
      llm.isFree = true;
      const { counts } = await processor({ maxWorkers: 1 }).processNode("top");
      return { ids: llm.documentedIds, counts };
    };

    it("documents nothing when nothing changed", async () => {
      await writeGraph(graph, relations);
      await processor().processNode("top");
      expect(await rerun()).toEqual({
        ids: [],
        counts: { total: 5, documented: 0, reused: 5, failed: 0, skipped: 0 },
      });
    });

    it("stops where an edit no longer changes what is said", async () => {
      await writeGraph(graph, relations);
      await processor().processNode("top");
      await edit("b#g", "source of b#g\nanother body");
      expect((await rerun()).ids).toEqual(["b#g"]);
    });

    it("follows an edit that does, up to the root and no further aside", async () => {
      await writeGraph(graph, relations);
      await processor().processNode("top");
      await edit("a#f", "something else");
      expect(await rerun()).toMatchObject({ ids: ["a#f", "a"], counts: { documented: 2, reused: 3 } });
    });

    it("documents all again for another model or prompt", async () => {
      await writeGraph(graph, relations);
      await processor().processNode("top");
      llm.model = "better";
      expect((await processor().processNode("top")).counts.documented).toBe(5);
      llm.promptVersion = "2";
      expect((await processor().processNode("top")).counts.documented).toBe(5);
    });

    it("gives the same whether a part or the whole was the root", async () => {
      await writeGraph(graph, relations);
      await processor().processNode("top");
      expect((await processor().processNode("a")).counts).toMatchObject({ total: 2, reused: 2 });
      expect((await processor().processNode("a#f")).counts).toMatchObject({ total: 1, reused: 1 });
    });

    it("tells a provider that asks for them about new users, and only then", async () => {
      await writeGraph(graph, relations);
      llm.readsUsers = true;
      await processor().processNode("top");
      expect(llm.requests.find((request) => request.node.id === "b#g")?.usedBy).toMatchObject([
        { id: "a#f" },
      ]);
      await writeGraph(graph, ["b CALLS a#f"]);
      llm.requests.length = 0;
      await processor().processNode("top");
      expect(llm.documentedIds.sort()).toEqual(["a#f", "b"]);
    });
  });

  describe("failures", () => {
    it("documents parents with what is there, and does only the failed again", async () => {
      let isDown = true;
      llm = new RecordingProvider(({ node, missing }) => {
        if (node.id === "bad" && isDown) return Promise.reject(new Error("overloaded"));
        return Promise.resolve({ text: `${node.name} lacks ${missing.map((other) => other.name).join()}` });
      });
      await writeGraph(graph, ["top CONTAINS good", "top CONTAINS bad"]);
      const first = await processor().processNode("top");
      expect(first.counts).toMatchObject({ documented: 2, failed: 1 });
      expect(first.documentation).toBe("top lacks bad");
      expect((await graph.readDocumentation({ nodeIds: ["top"] }))[0]?.isPartial).toBe(true);

      llm.requests.length = 0;
      expect((await processor().processNode("top")).counts).toMatchObject({
        documented: 0,
        reused: 2,
        failed: 1,
      });
      expect(llm.documentedIds).toEqual(["bad"]);

      isDown = false;
      const third = await processor().processNode("top");
      expect(third.counts).toMatchObject({ documented: 2, reused: 1, failed: 0 });
      expect(third.documentation).toBe("top lacks");
    });

    it("takes an empty answer for a failure, and names the node in a text that does not", async () => {
      llm = new RecordingProvider(({ node }) =>
        Promise.resolve({ text: node.id === "empty" ? " \n" : "It does things." }),
      );
      await writeGraph(graph, ["top CONTAINS empty"]);
      const { failed, documentation } = await processor().processNode("top");
      expect(failed).toMatchObject([{ id: "empty", code: "LLM_BAD_ANSWER" }]);
      expect(documentation).toBe("`top`: It does things.");
    });

    it("ends with a callback's own exception", async () => {
      await writeGraph(graph, ["top CONTAINS below"]);
      const onDocumented = () => {
        throw new Error("listener broke");
      };
      await expect(processor().processNode("top", { onDocumented })).rejects.toThrow("listener broke");
    });

    it("says so when the session was swept by others while it worked", async () => {
      llm = new RecordingProvider(async ({ node }) => {
        const other = await graph.openSession();
        await other.close();
        await graph.sweepSessions();
        return { text: node.name };
      });
      await writeGraph(graph, ["top CONTAINS below"]);
      await expect(processor({ leaseMs: -1 }).processNode("top")).rejects.toMatchObject({
        code: "SESSION_LOST",
      });
    });
  });

  describe("interruption", () => {
    it("ends at an abort, passes it on to the calls, and keeps what is finished", async () => {
      const controller = new AbortController();
      let passedOn: AbortSignal | undefined;
      llm = new RecordingProvider(async ({ node }, signal) => {
        if (node.id === "leaf") return { text: "leaf" };
        passedOn = signal;
        controller.abort("enough");
        return new Promise(() => undefined);
      });
      await writeGraph(graph, ["top CONTAINS leaf"]);
      const run = processor().processNode("top", { signal: controller.signal });
      await expect(run).rejects.toMatchObject({ code: "CANCELLED", cause: "enough" });
      expect(passedOn?.aborted).toBe(true);
      expect((await graph.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(["leaf"]);
    });

    it("does nothing at all for a signal that has fired before", async () => {
      await writeGraph(graph, [], ["top"]);
      const run = processor().processNode("top", { signal: AbortSignal.abort("before") });
      await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
      expect(llm.requests).toEqual([]);
    });

    it("stops at the end of a budget with a closed part of the graph, and goes on from there", async () => {
      let budget = 2;
      llm = new RecordingProvider(({ node }) => {
        budget -= 1;
        return budget < 0
          ? Promise.reject(new BudgetExceededError("tokens", 2, 2))
          : Promise.resolve({ text: node.name });
      });
      await writeGraph(graph, ["top CONTAINS a", "top CONTAINS b", "a CONTAINS a1", "b CONTAINS b1"]);
      const first = await processor({ maxWorkers: 1 }).processNode("top");
      expect(first).toMatchObject({
        isComplete: false,
        documentation: null,
        counts: { documented: 2, skipped: 3, failed: 0 },
      });
      expect((await graph.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(["a", "a1"]);
      budget = 10;
      const second = await processor().processNode("top");
      expect(second).toMatchObject({ isComplete: true, counts: { documented: 3, reused: 2 } });
    });
  });

  describe("what it tells while it works", () => {
    it("hands over stored documentation and reused ids, each once", async () => {
      await writeGraph(graph, ["top CONTAINS a", "top CONTAINS b"]);
      await processor().processNode("a");
      const batches: DocumentedBatch[] = [];
      const progress: ProcessingProgress[] = [];
      await processor().processNode("top", {
        onDocumented: (batch) => batches.push(batch),
        onProgress: (step) => progress.push(step),
      });
      expect(batches.flatMap((batch) => batch.documentation).map((entry) => entry.nodeId)).toEqual([
        "b",
        "top",
      ]);
      expect(batches.flatMap((batch) => batch.reusedIds)).toEqual(["a"]);
      expect(progress.at(-1)).toEqual({ total: 3, documented: 2, reused: 1, failed: 0, inFlight: 0 });
    });

    it("measures the run", async () => {
      llm = new RecordingProvider(async ({ node }) => {
        await turns(2);
        return { text: node.name, usage: { inputTokens: 10, outputTokens: 3, costUsd: 0.5 } };
      });
      await writeGraph(graph, ["top CONTAINS a"]);
      const subject = processor({ maxWorkers: 4 });
      expect(subject.getMetrics()).toBeUndefined();
      const { metrics } = await subject.processNode("top");
      expect(metrics).toMatchObject({
        workers: { limit: 4, peakBusy: 1 },
        calls: { made: 2, recalled: 0, unknown: 0, inputTokens: 20, outputTokens: 6, costUsd: 1 },
      });
      expect(metrics.nodeMs.slowest).toHaveLength(2);
      expect(metrics.workers.idleShare).toBeGreaterThan(0.5);
      expect(subject.getMetrics()).toEqual(metrics);
    });
  });

  it("documents with the extractive provider what the code says", async () => {
    await writeGraph(graph, ["src/a.py FUNCTION_DEFINITION src/a.py#parse"]);
    await graph.applyChanges({
      upsertNodes: [{ ...codeNode("src/a.py#parse"), docstring: "Parses a header." }],
    });
    const { documentation } = await new RecursiveDfsProcessor({
      graph,
      llm: new ExtractiveProvider(),
    }).processNode("src/a.py");
    expect(documentation).toBe(
      "`a.py` is a Python file in `src` with 1 function.\n\nIt defines:\n- `parse`: Parses a header.",
    );
  });
});
