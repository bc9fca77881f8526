import { describe, expect, it, jest } from "@jest/globals";
import { codeNode, relation } from "../testing/graphs.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("FactsLoader", () => {
  const bench = useProcessor();

  /** Documents as many leaves below one root, and gives how many nodes each query for sources read. */
  async function windowsOf(leafCount: number, source: string): Promise<number[]> {
    const leaves = Array.from({ length: leafCount }, (_, index) => codeNode(`n${index}`, source));
    await bench.graph.applyChanges({
      upsertNodes: [codeNode("top"), ...leaves],
      upsertRelations: leaves.map(({ id }) => relation(`top CONTAINS ${id}`)),
    });
    const readNodes = jest.spyOn(bench.graph, "readNodes");
    const { counts } = await bench.processor({ maxWorkers: 20 }).processNode("top");
    expect(counts.documented).toBe(leafCount + 1);
    // The first looks for the root.
    const ids = readNodes.mock.calls.slice(1).map(([filter]) => filter.ids ?? []);
    expect(new Set(ids.flat()).size).toBe(leafCount + 1);
    return ids.map((list) => list.length);
  }

  it("reads each source once, many at a time", async () => {
    expect(await windowsOf(2_500, "short")).toEqual([256, 1_000, 1_000, 245]);
  });

  it("reads fewer at a time when they are large", async () => {
    const [first, second] = await windowsOf(400, "x".repeat(100_000));
    expect([first, second]).toEqual([256, 40]);
  });

  it("reads ahead while the workers are busy", async () => {
    const leaves = Array.from({ length: 300 }, (_, index) => codeNode(`n${index}`));
    await bench.graph.applyChanges({
      upsertNodes: [codeNode("top"), ...leaves],
      upsertRelations: leaves.map(({ id }) => relation(`top CONTAINS ${id}`)),
    });
    const readNodes = jest.spyOn(bench.graph, "readNodes");
    const queriesAtCall: number[] = [];
    await bench
      .processor({
        maxWorkers: 1,
        processSingleNode: async ({ node }) => {
          queriesAtCall.push(readNodes.mock.calls.length);
          await new Promise(setImmediate);
          return node.name;
        },
      })
      .processNode("top");
    // The root's look-up and two windows: the second was asked for long before the first was used up.
    expect(queriesAtCall[0]).toBe(3);
    expect(queriesAtCall.at(-1)).toBe(3);
  });
});
