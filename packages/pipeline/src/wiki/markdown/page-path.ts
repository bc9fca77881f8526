import { posix } from "node:path";
import type { NodeOutline } from "@stemma/graph-store";

/** Names that a wiki uses for itself. */
export const OVERVIEW = "README.md";
const FOLDER_PAGE = "README.md";

/** Where the page of a node lies below the wiki's folder; a symbol is on the page of its file. */
export function pagePath({ label, path }: Pick<NodeOutline, "label" | "path">): string {
  if (label === "FOLDER") return path === "." ? OVERVIEW : `tree/${path}/${FOLDER_PAGE}`;
  return `tree/${path}.md`;
}

/** `Class.method`; empty for files and folders, whose ids are their paths. */
export function symbolName({ id, path }: Pick<NodeOutline, "id" | "path">): string {
  return id.slice(path.length + 1);
}

/** Name of the place of a symbol on its page. */
export function anchorOf(node: Pick<NodeOutline, "id" | "path">): string {
  return symbolName(node)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}

/** A relative link from one page to the place of a node. */
export function linkTo(from: string, node: NodeOutline): string {
  const target = posix.relative(posix.dirname(from), pagePath(node));
  const encoded = target.split("/").map(encodeURIComponent).join("/");
  return symbolName(node) !== "" ? `${encoded}#${anchorOf(node)}` : encoded;
}
