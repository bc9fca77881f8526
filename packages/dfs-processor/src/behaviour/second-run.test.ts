import { describe, expect, it } from "@jest/globals";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("a second run", () => {
  const bench = useProcessor();

  const relations = ["top CONTAINS a", "top CONTAINS b", "a CONTAINS a#f", "b CONTAINS b#g", "a#f CALLS b#g"];
  const edit = (id: string, source: string) =>
    bench.graph.applyChanges({ upsertNodes: [codeNode(id, source)] });
  const rerun = async () => {
    bench.llm = new RecordingProvider();
    bench.llm.isFree = true;
    const { counts } = await bench.processor({ maxWorkers: 1 }).processNode("top");
    return { ids: bench.llm.documentedIds, counts };
  };

  const rerunAs = async (promptVersion: string) => {
    bench.llm.promptVersion = promptVersion;
    return (await bench.processor().processNode("top")).counts;
  };

  it("documents nothing when nothing changed", async () => {
    await writeGraph(bench.graph, relations);
    await bench.processor().processNode("top");
    expect(await rerun()).toEqual({
      ids: [],
      counts: { total: 5, documented: 0, reused: 5, failed: 0, skipped: 0 },
    });
  });

  it("stops where an edit no longer changes what is said", async () => {
    await writeGraph(bench.graph, relations);
    await bench.processor().processNode("top");
    await edit("b#g", "source of b#g\nanother body");
    expect((await rerun()).ids).toEqual(["b#g"]);
  });

  it("follows an edit that does, up to the root and no further aside", async () => {
    await writeGraph(bench.graph, relations);
    await bench.processor().processNode("top");
    await edit("a#f", "something else");
    expect(await rerun()).toMatchObject({ ids: ["a#f", "a"], counts: { documented: 2, reused: 3 } });
  });

  it("documents all again for another model or prompt", async () => {
    await writeGraph(bench.graph, relations);
    await bench.processor().processNode("top");
    bench.llm.model = "better";
    expect((await bench.processor().processNode("top")).counts.documented).toBe(5);
    bench.llm.promptVersion = "2";
    expect((await bench.processor().processNode("top")).counts.documented).toBe(5);
  });

  it("keeps texts of an earlier wording that the provider names, and of a cycle as a whole", async () => {
    await writeGraph(bench.graph, [...relations, "a CONTAINS a#h", "a#f CALLS a#h", "a#h CALLS a#f"]);
    const { documented } = (await bench.processor().processNode("top")).counts;
    const before = bench.llm.promptVersion;
    bench.llm.promptVersion = "2";
    bench.llm.earlierPromptVersions = [before];
    expect((await bench.processor().processNode("top")).counts).toMatchObject({
      documented: 0,
      reused: documented,
    });
    await edit("a#f", "something else");
    const counts = (await bench.processor().processNode("top")).counts;
    expect(counts.documented).toBeGreaterThan(0);
    expect(counts.reused).toBeGreaterThan(0);
  });

  it("does not write a folder anew because its README is read since", async () => {
    const says = (readme: string) =>
      bench.graph.applyChanges({ upsertNodes: [codeNode("top", readme, "FOLDER")] });
    await writeGraph(bench.graph, relations);
    await says("");
    await bench.processor().processNode("top");
    await says("All there is of it.");
    const before = bench.llm.promptVersion;
    bench.llm.promptVersion = "2";
    bench.llm.earlierPromptVersions = [before];
    expect((await bench.processor().processNode("top")).counts.documented).toBe(0);
    bench.llm.earlierPromptVersions = [];
    expect((await bench.processor().processNode("top")).counts.documented).toBe(5);
    await says("Something else.");
    expect((await rerunAs("2")).documented).toBe(1);
  });

  it("gives the same whether a part or the whole was the root", async () => {
    await writeGraph(bench.graph, relations);
    await bench.processor().processNode("top");
    expect((await bench.processor().processNode("a")).counts).toMatchObject({ total: 2, reused: 2 });
    expect((await bench.processor().processNode("a#f")).counts).toMatchObject({ total: 1, reused: 1 });
  });

  it("tells a provider that asks for them about new users, and only then", async () => {
    await writeGraph(bench.graph, relations);
    bench.llm.readsUsers = true;
    await bench.processor().processNode("top");
    expect(bench.llm.requests.find((request) => request.node.id === "b#g")?.usedBy).toMatchObject([
      { id: "a#f" },
    ]);
    await writeGraph(bench.graph, ["b CALLS a#f"]);
    bench.llm.requests.length = 0;
    await bench.processor().processNode("top");
    expect(bench.llm.documentedIds.sort()).toEqual(["a#f", "b"]);
  });
});
