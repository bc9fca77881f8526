import { describe, expect, it } from "@jest/globals";
import dotparser from "dotparser";
import { DirectedGraph } from "graphology";
import { parse } from "graphology-graphml";
import type { Diagram, DiagramNode } from "./diagram.js";
import { writeDiagram } from "./write-diagram.js";

function node(id: string, flags: Partial<DiagramNode> = {}): DiagramNode {
  const [path = id, name = path] = id.split("#");
  return {
    id,
    label: id.includes("#") ? "FUNCTION" : "FILE",
    path,
    name,
    language: "python",
    startLine: 3,
    endLine: 4,
    isStart: false,
    isTest: false,
    ...flags,
  };
}

/** Names that end what they stand in, where nothing escapes them. */
const HOSTILE = 'a"]; x --> y %% <b>&amp;\\" \u0001\n-->.py';

const diagram: Diagram = {
  nodes: [
    node("a.py#run", { isStart: true }),
    node("tests/t.py#test_run", { isTest: true }),
    node(HOSTILE),
    node(`${HOSTILE}#end`),
  ],
  edges: [
    { type: "CALLS", fromId: "tests/t.py#test_run", toId: "a.py#run", confidence: 1, lines: [3, 9] },
    { type: "CALLS", fromId: "a.py#run", toId: `${HOSTILE}#end`, confidence: 0.5 },
    { type: "IMPORTS", fromId: "a.py#run", toId: HOSTILE, confidence: 1 },
  ],
};

describe("a diagram", () => {
  it("in Graphviz's language, as its grammar reads it", () => {
    const graphs = dotparser(writeDiagram(diagram, "dot"));
    expect(graphs.map(({ type, id }) => [type, id])).toEqual([["digraph", "stemma"]]);
    const edges = (graphs[0]?.children ?? []).filter((child) => child.type === "edge_stmt");
    expect(edges).toHaveLength(3);
    const nodes = (graphs[0]?.children ?? []).filter((child) => child.type === "subgraph");
    expect(nodes.map((each) => each.children.filter(({ type }) => type === "node_stmt").length)).toEqual([
      1, 1, 2,
    ]);
  });

  it("in GraphML, with all values as they are", () => {
    const graph = parse(DirectedGraph, writeDiagram(diagram, "graphml"));
    expect(graph.nodes()).toEqual([
      "a.py#run",
      "tests/t.py#test_run",
      HOSTILE.replaceAll(/[\u0001\n]/gu, "\uFFFD"),
      `${HOSTILE.replaceAll(/[\u0001\n]/gu, "\uFFFD")}#end`,
    ]);
    expect(graph.getNodeAttributes("a.py#run")).toEqual({
      name: "run",
      kind: "function",
      path: "a.py",
      line: 3,
      start: true,
      test: false,
    });
    expect(graph.mapEdges((_edge, attributes) => attributes)).toEqual([
      { relation: "CALLS", confidence: 1, lines: "3 9" },
      { relation: "CALLS", confidence: 0.5, lines: "" },
      { relation: "IMPORTS", confidence: 1, lines: "" },
    ]);
  });

  it("in Mermaid, where no name ends a box", () => {
    const lines = writeDiagram(diagram, "mermaid").split("\n");
    const boxes = lines.filter((line) => line.includes('["'));
    expect(boxes).toHaveLength(7);
    // Quotes stand only around what is said.
    for (const line of boxes) expect(line).toMatch(/^ +\w+(?: \w+)?\["[^"`<>&\p{Cc}]*"\]$/u);
    expect(lines).toContain("  n1 --> n0");
    expect(lines).toContain('  n0 -.->|"0.50"| n3');
    expect(lines).toContain('  n0 -->|"imports"| n2');
    expect(lines).toContain("  class n1 test");
  });
});
