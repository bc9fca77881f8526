import type { NodeOutline } from "@stemma/graph-store";

/** A node with all that it defines or contains: what a question about a class, a file or a folder is about. */
export function membersOf(nodes: readonly NodeOutline[], { id, label, path }: NodeOutline): NodeOutline[] {
  if (label === "FOLDER")
    return nodes.filter((node) => path === "." || node.path === path || node.path.startsWith(`${path}/`));
  if (label === "FILE") return nodes.filter((node) => node.path === path);
  return nodes.filter((node) => node.id === id || node.id.startsWith(`${id}.`));
}
