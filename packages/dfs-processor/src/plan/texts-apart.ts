import type { Subtree, SubtreeEdge, SubtreeNode } from "@stemma/graph-store";

/**
 * Which nodes are texts: what is only read, files that are no code, and folders that hold nothing else. By their positions.
 */
export function findTexts({ nodes, edges }: Subtree): Uint8Array {
  const isText = Uint8Array.from(nodes, ({ label, isText: isTextFile }) =>
    label === "TEXT" || isTextFile === true ? 1 : 0,
  );
  const contents = new Map<number, number[]>();
  for (const { type, from, to } of edges) {
    if (type !== "CONTAINS") continue;
    const known = contents.get(from);
    if (known === undefined) contents.set(from, [to]);
    else known.push(to);
  }
  const folders = [...contents.keys()].sort((one, other) => depthOf(nodes[other]) - depthOf(nodes[one]));
  for (const folder of folders)
    if (nodes[folder]?.label === "FOLDER" && contents.get(folder)?.every((child) => isText[child] === 1))
      isText[folder] = 1;
  return isText;
}

/**
 * Whether what an edge begins at is made from what it leads to. Texts stand apart: they tell what they say themselves, whatever they
 * name, and what is written of code, and paid for, does not change with them.
 */
export function isDependency({ type, from, to }: SubtreeEdge, isText: Uint8Array): boolean {
  if (type === "MENTIONS" || type === "TEXT_DEFINITION") return false;
  return type !== "CONTAINS" || isText[to] === 0 || isText[from] === 1;
}

function depthOf(node: SubtreeNode | undefined): number {
  return node === undefined || node.path === "." ? -1 : node.path.split("/").length;
}
