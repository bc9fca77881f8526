import { nodesOfText, SourceParser } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore, NodeOutline } from "@stemma/graph-store";
import { contentAt } from "../git/content-at.js";
import { filesChangedSince } from "../git/files-changed-since.js";
import { SECRET_MASK } from "../secrets/secret-mask.js";

/** What differs between a graph and an earlier version of its tree. */
export interface ChangedSymbols {
  /** New, or with another text of their own, by path and line; a file for what stands outside of its definitions. */
  readonly nodes: readonly NodeOutline[];
  /** Ids of what is there no more, in the order of their files. */
  readonly gone: readonly string[];
}

/**
 * What of a graph differs from a branch, tag or commit of git, symbol by symbol: what only moved to other lines does not. Each file that
 * differs is read as it was there, by the rules of a scan.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what git does not know, or where the tree is in no repository
 */
export async function changedSymbols(
  graph: GraphStore,
  { root, ref }: { readonly root: string; readonly ref: string },
  options: CallOptions = {},
): Promise<ChangedSymbols> {
  const paths = [...(await filesChangedSince(root, ref))].sort();
  const nodes: NodeOutline[] = [];
  const gone: string[] = [];
  const parser = await SourceParser.create();
  try {
    for (const path of paths) {
      options.signal?.throwIfAborted();
      const now = await graph.readNodes(
        { paths: [path], labels: ["FILE", "CLASS", "FUNCTION", "TEXT"] },
        options,
      );
      const content = await contentAt(root, ref, path);
      const before = content === undefined ? [] : await nodesOfText(path, content, { parser, mask });
      const was = new Map(before.map((node) => [node.id, node]));
      nodes.push(...now.filter((node) => isOther(was.get(node.id), node)).sort(byLine));
      const is = new Set(now.map(({ id }) => id));
      gone.push(...before.map(({ id }) => id).filter((id) => !is.has(id)));
    }
  } finally {
    parser.close();
  }
  return { nodes, gone };
}

const { mask } = SECRET_MASK;

/** A file's hash is that of all that stands in it: of the file itself only what stands outside of its definitions counts. */
function isOther(before: CodeNode | undefined, now: CodeNode): boolean {
  if (before === undefined) return true;
  return now.label === "FILE" ? before.source !== now.source : before.sourceHash !== now.sourceHash;
}

function byLine(one: NodeOutline, other: NodeOutline): number {
  return (one.startLine ?? 0) - (other.startLine ?? 0);
}
