import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { wordsOf } from "@stemma/llm/grounding";

/** Nodes whose sources are in memory at a time. */
const CHUNK = 500;

/** Every name that the tree has: in ids and paths, and in what is in its files. */
export async function readTreeWords(graph: GraphStore, options: CallOptions): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  const ids = (await graph.readOutline(options)).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += CHUNK) {
    const nodes = await graph.readNodes({ ids: ids.slice(start, start + CHUNK) }, options);
    for (const { id, signature, docstring, source } of nodes)
      for (const text of [id, signature ?? "", docstring ?? "", source])
        for (const word of wordsOf(text)) words.add(word);
  }
  return words;
}
