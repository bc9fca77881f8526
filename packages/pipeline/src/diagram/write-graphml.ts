import type { Diagram } from "./diagram.js";

/** Attributes by their keys; what they hold is read as told here. */
const NODE_KEYS = {
  name: "string",
  kind: "string",
  path: "string",
  line: "int",
  start: "boolean",
  test: "boolean",
};
const EDGE_KEYS = { relation: "string", confidence: "double", lines: "string" };

/** A diagram in GraphML, with all that is known of nodes and relations, for programs that lay out or analyse graphs. */
export function writeGraphMl({ nodes, edges }: Diagram): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keysOf("node", NODE_KEYS),
    ...keysOf("edge", EDGE_KEYS),
    '  <graph id="stemma" edgedefault="directed">',
  ];
  for (const { id, label, kind = label.toLowerCase(), path, name, startLine, isStart, isTest } of nodes) {
    const values = { name, kind, path, line: startLine ?? 1, start: isStart, test: isTest };
    lines.push(`    <node id="${xml(id)}">${dataOf("node", values)}</node>`);
  }
  edges.forEach(({ type, fromId, toId, confidence, lines: at = [] }, index) => {
    const values = { relation: type, confidence, lines: at.join(" ") };
    const ends = `source="${xml(fromId)}" target="${xml(toId)}"`;
    lines.push(`    <edge id="e${index}" ${ends}>${dataOf("edge", values)}</edge>`);
  });
  return `${[...lines, "  </graph>", "</graphml>"].join("\n")}\n`;
}

function keysOf(of: "node" | "edge", keys: Readonly<Record<string, string>>): string[] {
  return Object.entries(keys).map(
    ([name, type]) => `  <key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`,
  );
}

function dataOf(of: "node" | "edge", values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<data key="${of}-${name}">${xml(String(value))}</data>`)
    .join("");
}

/** What XML 1.0 allows at all, and of that what ends nothing. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
