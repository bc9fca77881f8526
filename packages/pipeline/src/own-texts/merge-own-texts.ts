import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { SearchEngine } from "../index/search-engine.js";
import { ownTexts } from "../index/texts-of-people.js";
import { madeText, ownTextState } from "./own-text-state.js";
import { type WrittenOwnText, writeOwnTexts } from "./write-own-texts.js";

/** What became of the texts of people in a run. */
export interface MergedOwnTexts {
  /** Ids of those that now have what was made anew. */
  readonly merged: readonly string[];
  /** Ids of those whose source has changed, or that could not be merged: a person is to look at them. */
  readonly stale: readonly string[];
}

/** Brings what was made anew into the texts of people, where both changed something else. What can't be merged stays as it is. */
export async function mergeOwnTexts(
  graph: GraphStore,
  engine: Pick<SearchEngine, "collection" | "embedder">,
  options: CallOptions,
): Promise<MergedOwnTexts> {
  const texts = await ownTexts(engine.collection, undefined, options);
  const ids = Array.from(texts, ([id, { base }]) => (base === undefined ? "" : id)).filter((id) => id !== "");
  if (ids.length === 0) return { merged: [], stale: [] };
  const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
  const made = await graph.readDocumentation({ nodeIds: ids }, options);
  const merged: WrittenOwnText[] = [];
  const stale: string[] = [];
  for (const written of made) {
    const own = texts.get(written.nodeId);
    const node = nodes.get(written.nodeId);
    if (own === undefined || node === undefined) continue;
    const state = ownTextState(own, node, written);
    const source = own.source ?? node.sourceHash;
    if (state.merged?.isClean === true)
      merged.push({ node, made: written, text: state.merged.text, base: madeText(written), source });
    if (state.merged?.isClean === false || source !== node.sourceHash) stale.push(node.id);
  }
  await writeOwnTexts(engine, merged, options);
  return { merged: merged.map(({ node }) => node.id).sort(), stale: stale.sort() };
}
