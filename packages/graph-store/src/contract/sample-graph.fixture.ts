import type { CodeNode, NodeLabel, Relation, RelationType } from "../model/code-node.js";
import type { Documentation } from "../model/documentation.js";

/** A node with every field filled, so that a field that an adapter forgets shows. */
export function sampleNode(
  id: string,
  label: NodeLabel = "FUNCTION",
  changes: Partial<CodeNode> = {},
): CodeNode {
  const [path = id, symbol] = id.split("#");
  return {
    id,
    label,
    path,
    name: symbol?.split(".").at(-1) ?? path.split("/").at(-1) ?? path,
    language: label === "FOLDER" ? null : "python",
    startLine: label === "FOLDER" ? null : 3,
    endLine: label === "FOLDER" ? null : 9,
    signature: symbol === undefined ? null : `def ${symbol}(x: int) -> str`,
    docstring: symbol === undefined ? null : `Does "${symbol}" — äöü 漢字 🌳.`,
    source: label === "FOLDER" ? "" : `source of ${id}\n\twith 'quotes'`,
    sourceHash: `hash of ${id}`,
    ...changes,
  };
}

export function sampleRelation(type: RelationType, fromId: string, toId: string, confidence = 1): Relation {
  return { type, fromId, toId, confidence };
}

export function sampleDocumentation(nodeId: string, changes: Partial<Documentation> = {}): Documentation {
  return {
    nodeId,
    text: `Text about ${nodeId}.`,
    summary: `About ${nodeId}.`,
    textHash: `text hash of ${nodeId}`,
    summaryHash: `summary hash of ${nodeId}`,
    nodeKey: `key of ${nodeId}`,
    provider: "extractive",
    model: "1",
    isPartial: false,
    grounding: `grounding of ${nodeId}`,
    createdAtMs: 1_700_000_000_000,
    ...changes,
  };
}

/** A folder with two files; `a.py` holds a class with a method that calls a function of `b.py`. */
export const sampleGraph = {
  upsertNodes: [
    sampleNode(".", "FOLDER"),
    sampleNode("a.py", "FILE"),
    sampleNode("a.py#Reader", "CLASS"),
    sampleNode("a.py#Reader.read", "FUNCTION"),
    sampleNode("b.py", "FILE"),
    sampleNode("b.py#parse", "FUNCTION"),
  ],
  upsertRelations: [
    sampleRelation("CONTAINS", ".", "a.py"),
    sampleRelation("CONTAINS", ".", "b.py"),
    sampleRelation("CLASS_DEFINITION", "a.py", "a.py#Reader"),
    sampleRelation("FUNCTION_DEFINITION", "a.py#Reader", "a.py#Reader.read"),
    sampleRelation("FUNCTION_DEFINITION", "b.py", "b.py#parse"),
    sampleRelation("IMPORTS", "a.py", "b.py"),
    sampleRelation("CALLS", "a.py#Reader.read", "b.py#parse", 0.5),
  ],
} as const;
