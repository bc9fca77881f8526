import { setImmediate as nextTurn } from "node:timers/promises";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { wordsOf } from "@stemma/llm/grounding";

/** Nodes whose sources are in memory at a time. */
const CHUNK = 200;

const known = new WeakMap<readonly NodeOutline[], ReadonlySet<string>>();

/**
 * Every name that the tree has: in ids and paths, and in what is in its files. Read once for what the graph gives as its outline, which is
 * another list as soon as anything was written; what else the process has to do is done between pieces of it.
 */
export async function readTreeWords(graph: GraphStore, options: CallOptions): Promise<ReadonlySet<string>> {
  const outline = await graph.readOutline(options);
  const words = known.get(outline) ?? (await readWords(graph, outline, options));
  known.set(outline, words);
  return words;
}

async function readWords(
  graph: GraphStore,
  outline: readonly NodeOutline[],
  options: CallOptions,
): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  const ids = outline.map(({ id }) => id);
  for (let start = 0; start < ids.length; start += CHUNK) {
    const nodes = await graph.readNodes({ ids: ids.slice(start, start + CHUNK) }, options);
    for (const { id, signature, docstring, source } of nodes)
      for (const text of [id, signature ?? "", docstring ?? "", source])
        for (const word of wordsOf(text)) words.add(word);
    await nextTurn();
  }
  return words;
}
