import { describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("cycles", () => {
  const bench = useProcessor();

  it("documents members as a unit, twice, the second time with what the first said", async () => {
    await writeGraph(bench.graph, [
      "f CONTAINS f#even",
      "f CONTAINS f#odd",
      "f#even CALLS f#odd",
      "f#odd CALLS f#even",
      "f#odd CALLS f#half",
      "f CONTAINS f#half",
    ]);
    await bench.processor({ maxWorkers: 1 }).processNode("f");
    expect(bench.llm.documentedIds).toEqual(["f#half", "f#even", "f#odd", "f#even", "f#odd", "f"]);
    const [, first, , second] = bench.llm.requests;
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

  it("tells of a failed member in the second pass, and in no prompt before, whoever is faster", async () => {
    await writeGraph(bench.graph, ["a CALLS b", "b CALLS c", "c CALLS a"]);
    const missingWith = async (maxWorkers: number) => {
      bench.llm = new RecordingProvider(({ node }) =>
        node.id === "a" ? Promise.reject(new Error("no")) : Promise.resolve({ text: node.name }),
      );
      await bench.processor({ scope: "all", maxWorkers }).processNode("a");
      return bench.llm.requests
        .filter(({ missing }) => missing.length > 0)
        .map(({ node, cycle, missing }) => `${node.id}${cycle?.pass}: ${missing.map(({ id }) => id).join()}`);
    };
    expect(await missingWith(1)).toEqual(["c2: a"]);
    expect(await missingWith(3)).toEqual(["c2: a"]);
  });

  it("takes a cycle of 500 members, and a root inside it", async () => {
    const id = (index: number) => `m${String(index % 500).padStart(3, "0")}`;
    await writeGraph(
      bench.graph,
      Array.from({ length: 500 }, (_, index) => `${id(index)} CONTAINS ${id(index + 1)}`),
    );
    const { counts, documentation } = await bench.processor().processNode("m250");
    expect(counts).toMatchObject({ total: 500, documented: 500 });
    expect(bench.llm.requests).toHaveLength(1_000);
    expect(documentation).toContain("m250");
    expect((await bench.processor().processNode("m000")).counts.reused).toBe(500);
  });

  it("does not take a self-call for a cycle", async () => {
    await writeGraph(bench.graph, ["f CALLS f"]);
    await bench.processor().processNode("f");
    expect(bench.llm.requests).toHaveLength(1);
    expect(bench.llm.requests[0]).toMatchObject({ cycle: null, calls: [] });
  });

  it("documents the others when one member fails", async () => {
    bench.llm = new RecordingProvider(({ node }) =>
      node.id === "b" ? Promise.reject(new Error("no")) : Promise.resolve({ text: node.name }),
    );
    await writeGraph(bench.graph, ["a CALLS b", "b CALLS a", "top CONTAINS a"]);
    const { counts, failed } = await bench.processor({ scope: "all" }).processNode("top");
    expect(counts).toMatchObject({ documented: 2, failed: 1 });
    expect(failed).toEqual([{ id: "b", path: "b", reason: "no", code: null }]);
    expect(bench.llm.requests.filter((request) => request.node.id === "a").at(-1)?.missing).toMatchObject([
      { name: "b" },
    ]);
  });
});
