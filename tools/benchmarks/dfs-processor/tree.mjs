// The graph of every measurement: a tree of functions, each but the leaves with as many children.

/** Nodes and relations of a tree, as `applyChanges` takes them. The root is the first node. */
export function makeTree(nodeCount, childCount = 8) {
  const path = (index) => `src/folder${index % 100}/file${index % 5000}.py`;
  const id = (index) => `${path(index)}#Class.method${index}`;
  const upsertNodes = Array.from({ length: nodeCount }, (_, index) => ({
    id: id(index),
    label: "FUNCTION",
    path: path(index),
    name: `method${index}`,
    language: "python",
    startLine: index,
    endLine: index + 5,
    signature: `def method${index}(self, value: int) -> str`,
    docstring: "Does one thing with the value.",
    source: "    value = value + 1\n".repeat(10),
    sourceHash: String(index).padStart(64, "0"),
  }));
  const upsertRelations = upsertNodes.slice(1).map((node, index) => ({
    type: "CONTAINS",
    fromId: id(Math.floor(index / childCount)),
    toId: node.id,
    confidence: 1,
  }));
  return { upsertNodes, upsertRelations };
}
