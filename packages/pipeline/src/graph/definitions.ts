import { type OutlineEntry, outlineOf } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";

/** A file with what it defines, in the order of the text. */
export interface FileOutline {
  readonly file: NodeOutline;
  readonly definitions: readonly OutlineEntry[];
}

/** What a part of the tree defines. */
export interface Outline {
  /** What was asked about. */
  readonly of: NodeOutline;
  /** By path. */
  readonly files: readonly FileOutline[];
  /** Files beyond the bound. */
  readonly more: number;
}

/** What a folder's files, a file or a class define, at most `limit` definitions or the first file's. */
export async function outlineOfNode(
  graph: GraphStore,
  of: NodeOutline,
  { limit }: { readonly limit: number },
  options: CallOptions = {},
): Promise<Outline> {
  const outline = await graph.readOutline(options);
  const isWanted = ({ path }: NodeOutline): boolean =>
    of.label === "FOLDER" ? of.path === "." || path.startsWith(`${of.path}/`) : path === of.path;
  const paths = outline.filter((node) => node.label === "FILE" && isWanted(node)).sort(byPath);
  const files: FileOutline[] = [];
  let count = 0;
  for (const file of paths) {
    if (count >= limit) break;
    options.signal?.throwIfAborted();
    const all = await outlineOf(graph, file.path);
    const definitions = of.label === "CLASS" || of.label === "FUNCTION" ? within(all, of.id) : all;
    files.push({ file, definitions });
    count += countOf(definitions);
  }
  return { of, files, more: paths.length - files.length };
}

function within(entries: readonly OutlineEntry[], id: string): readonly OutlineEntry[] {
  for (const entry of entries) {
    const found = entry.node.id === id ? [entry] : within(entry.children, id);
    if (found.length > 0) return found;
  }
  return [];
}

function countOf(entries: readonly OutlineEntry[]): number {
  return entries.reduce((sum, { children }) => sum + 1 + countOf(children), 0);
}

function byPath(one: NodeOutline, other: NodeOutline): number {
  return one.path < other.path ? -1 : 1;
}
