import { describe, expect, it } from "@jest/globals";
import { codeNode, relation, writeGraph } from "../testing/graphs.fixture.js";
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

  it("does not write anew what reads a property because that is known to run it since", async () => {
    await writeGraph(bench.graph, relations);
    await bench.graph.applyChanges({ upsertNodes: [{ ...codeNode("b#g"), kind: "property" }] });
    const read = [relation("a#f CALLS b#g")];
    await bench.graph.applyChanges({ deleteRelations: read });
    const users = { readsUsers: true, isFree: false };
    Object.assign(bench.llm, users);
    await bench.processor().processNode("top");
    await bench.graph.applyChanges({ upsertRelations: read });
    const before = bench.llm.promptVersion;
    bench.llm.promptVersion = "2";
    bench.llm.earlierPromptVersions = [before];
    expect((await bench.processor().processNode("top")).counts).toMatchObject({ documented: 0, reused: 5 });
    await edit("a#f", "something else");
    expect((await bench.processor().processNode("top")).counts.documented).toBeGreaterThan(0);
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

  it("tells a provider that asks where a node stands, and writes nothing anew when that changes", async () => {
    await writeGraph(bench.graph, [...relations, ". CONTAINS top"]);
    const owner = {
      ...codeNode("a", "class A", "CLASS"),
      signature: "class A",
      docstring: "Reads all. Twice.",
    };
    const root = { ...codeNode(".", "", "FOLDER"), docstring: "A reader. Of books." };
    await bench.graph.applyChanges({ upsertNodes: [owner, root] });
    bench.llm.readsContext = true;
    bench.llm.isFree = false;
    const first = await bench.processor().processNode(".");
    const asked = new Map(bench.llm.requests.map(({ node, context }) => [node.id, context]));
    expect(asked.get("a#f")).toMatchObject({
      line: 1,
      owner: { id: "a", signature: "class A", says: "Reads all. Twice." },
      project: "A reader. Of books.",
      users: [],
      userCount: 0,
    });
    expect(asked.get("b#g")).toMatchObject({ owner: null, users: [{ id: "a#f" }], userCount: 1 });
    await bench.graph.applyChanges({
      upsertNodes: [{ ...codeNode("a#f"), startLine: 40 }],
      upsertRelations: [relation("b IMPORTS a")],
    });
    const second = await bench.processor().processNode(".");
    expect(first.counts.documented).toBe(6);
    // The file that imports another one has a new dependency, and what contains it is made from its text.
    expect(second.counts.documented).toBeLessThan(4);
    expect(bench.llm.documentedIds.filter((id) => id === "a#f")).toHaveLength(1);
  });

  it("makes no call where the provider has the text already", async () => {
    await writeGraph(bench.graph, relations);
    bench.llm.isFree = false;
    const writtenBy = { provider: "rule", model: "rule" };
    bench.llm.withoutCall = ({ node }) =>
      node.id === "b#g" ? { text: "g does nothing.", writtenBy } : undefined;
    const { metrics } = await bench.processor().processNode("top");
    expect(bench.llm.documentedIds).not.toContain("b#g");
    expect(metrics.calls.made).toBe(4);
    const [written] = await bench.graph.readDocumentation({ nodeIds: ["b#g"] });
    expect(written).toMatchObject({ text: "g does nothing.", provider: "rule", model: "rule" });
  });

  it("makes anew what a setting has made by rule, when that is another, and keeps what was paid for", async () => {
    await writeGraph(bench.graph, [...relations, "a CONTAINS a#h", "a#f CALLS a#h", "a#h CALLS a#f"]);
    bench.llm.isFree = false;
    const set = (setting: string | undefined) => {
      bench.llm.setting = setting;
      bench.llm.withoutCall = ({ node }) =>
        setting !== undefined && node.id.includes("#")
          ? { text: `${node.name} by rule.`, summary: "As ever.", setting }
          : undefined;
    };
    const made = async () => (await bench.processor().processNode("top")).metrics.calls.made;
    set("level file");
    expect(await made()).toBe(3);
    expect(await made()).toBe(0);
    set("level class");
    expect(await made()).toBe(0);
    set(undefined);
    const all = await made();
    expect(all).toBeGreaterThanOrEqual(3);
    const texts = await bench.graph.readDocumentation({});
    expect(texts.filter(({ text }) => text.includes("by rule"))).toEqual([]);
    set("level file");
    expect(await made()).toBe(0);
    expect(await bench.graph.readDocumentation({})).toEqual(texts);
  });

  it("writes anew what another model is to write of, and nothing else", async () => {
    await writeGraph(bench.graph, relations);
    bench.llm.isFree = false;
    bench.llm.modelOf = (kind) => (kind === "FUNCTION" ? "cheap" : "better");
    await bench.processor().processNode("top");
    const modelsOf = async () =>
      new Set(
        (await bench.graph.readDocumentation({})).map(
          ({ nodeId, model }) => `${nodeId.includes("#")} ${model}`,
        ),
      );
    expect(await modelsOf()).toEqual(new Set(["true cheap", "false better"]));
    expect(new Set((await bench.graph.readLlmCalls({})).map(({ model }) => model))).toEqual(
      new Set(["cheap", "better"]),
    );
    bench.llm.modelOf = (kind) => (kind === "FUNCTION" ? "cheap" : "best");
    expect((await bench.processor().processNode("top")).counts).toMatchObject({ documented: 3, reused: 2 });
    expect(await modelsOf()).toEqual(new Set(["true cheap", "false best"]));
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
