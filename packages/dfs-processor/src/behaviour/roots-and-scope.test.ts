import { describe, expect, it } from "@jest/globals";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("roots and scope", () => {
  const bench = useProcessor();

  it("does descendants only, or with scope all what is not linked, too", async () => {
    await writeGraph(bench.graph, ["top CONTAINS below"], ["alone"]);
    expect((await bench.processor().processNode("top")).counts.total).toBe(2);
    expect(
      (await bench.processor({ scope: "all" }).processNode("top")).nodes.map((node) => [
        node.id,
        node.status,
      ]),
    ).toEqual([
      ["alone", "documented"],
      ["below", "reused"],
      ["top", "reused"],
    ]);
  });

  it("finds a root by its path, with all that share it", async () => {
    const twins = ["x", "y"].map((id) => ({ ...codeNode(id), path: "/same.py" }));
    await bench.graph.applyChanges({ upsertNodes: twins });
    expect((await bench.processor().processNode("/same.py")).counts.documented).toBe(2);
  });

  it("rejects for an unknown root and for an empty graph", async () => {
    await expect(bench.processor().processNode("a.py")).rejects.toMatchObject({
      code: "ROOT_NOT_FOUND",
      root: "a.py",
    });
    await writeGraph(bench.graph, [], ["b.py"]);
    await expect(bench.processor().processNode("a.py")).rejects.toMatchObject({ code: "ROOT_NOT_FOUND" });
  });

  it("refuses a number of workers that makes no sense", () => {
    expect(() => bench.processor({ maxWorkers: 0 })).toThrow("maxWorkers");
  });
});
