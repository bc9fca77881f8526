import type { CodeNode, NodeLabel, Relation } from "@stemma/graph-store";

/**
 * A node of a Python tree without texts: of the file `a.py` by its path, of what is inside as `a.py#Base.step`.
 * @param changed - What is otherwise: by default it has two lines, no signature and an empty source.
 */
export function codeNode(
  id: string,
  label: NodeLabel = "FUNCTION",
  changed: Partial<CodeNode> = {},
): CodeNode {
  const [path = id, symbol] = id.split("#");
  return {
    id,
    label,
    path,
    name: symbol ?? path,
    language: label === "FOLDER" ? null : "python",
    startLine: 1,
    endLine: 2,
    signature: null,
    docstring: null,
    source: "",
    sourceHash: id,
    ...changed,
  };
}

/** A relation of two nodes; certain by default. */
export function relation(type: Relation["type"], fromId: string, toId: string, confidence = 1): Relation {
  return { type, fromId, toId, confidence };
}
