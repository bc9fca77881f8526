import { describe, expect, it } from "@jest/globals";
import type { Subtree } from "../model/subtree.js";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleDocumentation, sampleGraph, sampleRelation } from "./sample-graph.fixture.js";

function namedEdges(subtree: Subtree): string[] {
  const id = (position: number) => subtree.nodes[position]?.id;
  return subtree.edges.map((edge) => `${id(edge.from)} ${edge.type} ${id(edge.to)}`).sort();
}

function insideIds(subtree: Subtree): string[] {
  return subtree.nodes.filter((node) => node.isInside).map((node) => node.id);
}

export function testSubtree(current: CurrentStore): void {
  describe("readSubtree", () => {
    it("reads what the root contains or defines, with the far ends of its edges as outside nodes", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const subtree = await store.readSubtree(["a.py"], "descendants");
      expect(insideIds(subtree)).toEqual(["a.py", "a.py#Reader", "a.py#Reader.read"]);
      expect(subtree.nodes.filter((node) => !node.isInside).map((node) => node.id)).toEqual([
        ".",
        "b.py",
        "b.py#parse",
      ]);
      expect(namedEdges(subtree)).toEqual([
        ". CONTAINS a.py",
        "a.py CLASS_DEFINITION a.py#Reader",
        "a.py IMPORTS b.py",
        "a.py#Reader FUNCTION_DEFINITION a.py#Reader.read",
        "a.py#Reader.read CALLS b.py#parse",
      ]);
    });

    it("shows who uses the subtree from outside", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const subtree = await store.readSubtree(["b.py"], "descendants");
      expect(insideIds(subtree)).toEqual(["b.py", "b.py#parse"]);
      expect(namedEdges(subtree)).toEqual([
        ". CONTAINS b.py",
        "a.py IMPORTS b.py",
        "a.py#Reader.read CALLS b.py#parse",
        "b.py FUNCTION_DEFINITION b.py#parse",
      ]);
    });

    it("reads everything with scope all, linked or not, and ends in spite of a cycle", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      await store.applyChanges({ upsertRelations: [sampleRelation("CONTAINS", "b.py", ".")] });
      expect(insideIds(await store.readSubtree([], "all"))).toHaveLength(6);
      const subtree = await store.readSubtree(["."], "descendants");
      expect(insideIds(subtree)).toHaveLength(6);
      expect(subtree.edges).toHaveLength(8);
    });

    it("carries what is needed to see whether a node's documentation is up to date", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      await session.record({ documentation: [sampleDocumentation("b.py#parse")] });
      const { nodes } = await store.readSubtree(["b.py"], "descendants");
      expect(nodes.find((node) => node.id === "b.py#parse")).toEqual({
        id: "b.py#parse",
        label: "FUNCTION",
        path: "b.py",
        name: "parse",
        sourceHash: "hash of b.py#parse",
        isInside: true,
        documentation: { nodeKey: "key of b.py#parse", summaryHash: "summary hash of b.py#parse" },
      });
      expect(nodes.find((node) => node.id === "b.py")?.documentation).toBeNull();
    });

    it("is empty for an unknown root", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      expect(await store.readSubtree(["nowhere"], "descendants")).toEqual({ nodes: [], edges: [] });
    });
  });
}
