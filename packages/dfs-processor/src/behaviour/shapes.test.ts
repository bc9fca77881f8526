import { describe, expect, it } from "@jest/globals";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("shapes", () => {
  const bench = useProcessor();

  it("takes a chain 5,000 deep", async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `c${String(index).padStart(4, "0")}`);
    await writeGraph(
      bench.graph,
      ids.slice(1).map((id, index) => `${ids[index]} CONTAINS ${id}`),
    );
    const { counts } = await bench.processor().processNode("c0000");
    expect(counts.documented).toBe(5_000);
    expect(bench.llm.documentedIds).toEqual(ids.reverse());
  });

  it("takes a fan 50,000 wide", async () => {
    await writeGraph(
      bench.graph,
      Array.from({ length: 50_000 }, (_, index) => `top CONTAINS f${index}`),
    );
    const { counts } = await bench.processor({ keepTexts: false }).processNode("top");
    expect(counts.documented).toBe(50_001);
    expect(bench.llm.requests.at(-1)?.children).toHaveLength(50_000);
  }, 120_000);

  it("takes two hundred diamonds in a row, which have more paths than can be walked", async () => {
    const levels = Array.from({ length: 200 }, (_, level) => String(level).padStart(3, "0"));
    await writeGraph(
      bench.graph,
      levels.flatMap((level, index) => {
        const below = levels[index + 1] ?? "end";
        return [
          `top${level} CONTAINS left${level}`,
          `top${level} CONTAINS right${level}`,
          `left${level} CALLS top${below}`,
          `right${level} CALLS top${below}`,
          `top${level} CONTAINS top${below}`,
        ];
      }),
    );
    const { counts } = await bench.processor().processNode("top000");
    expect(counts).toMatchObject({ total: 601, documented: 601 });
    expect(bench.llm.requests).toHaveLength(601);
    expect(bench.llm.documentedIds.at(-1)).toBe("top000");
  });

  it("takes functions that call themselves, one another, and both", async () => {
    await writeGraph(bench.graph, [
      "f CONTAINS f#a",
      "f CONTAINS f#b",
      "f CONTAINS f#c",
      "f#a CALLS f#a",
      "f#a CALLS f#b",
      "f#b CALLS f#a",
      "f#c CALLS f#c",
    ]);
    const { counts } = await bench.processor().processNode("f");
    expect(counts).toMatchObject({ total: 4, documented: 4 });
    const timesOf = (id: string) => bench.llm.documentedIds.filter((other) => other === id).length;
    expect(["f#a", "f#b", "f#c", "f"].map(timesOf)).toEqual([2, 2, 1, 1]);
  });

  it("takes several relations between the same two nodes, in both directions", async () => {
    await writeGraph(bench.graph, ["a CONTAINS b", "a CALLS b", "a IMPORTS b", "b INHERITS a", "b CALLS a"]);
    const { counts } = await bench.processor().processNode("a");
    expect(counts).toMatchObject({ total: 2, documented: 2 });
  });

  it("takes nodes that share path and name, each as itself", async () => {
    const twins = ["f#g", "f#g~2"].map((id) => ({ ...codeNode(id), path: "f", name: "g" }));
    await bench.graph.applyChanges({ upsertNodes: twins });
    await writeGraph(bench.graph, ["f CONTAINS f#x"]);
    const { nodes } = await bench.processor({ scope: "all" }).processNode("f");
    expect(nodes.map(({ id, documentation }) => [id, documentation?.includes(`source of ${id} `)])).toEqual([
      ["f", true],
      ["f#g", true],
      ["f#g~2", true],
      ["f#x", true],
    ]);
  });
});
