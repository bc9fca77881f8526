import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { FirstStage } from "../first-stage/first-stage.js";
import { symbolOf } from "../names/named-node.js";
import { nodesById } from "../names/nodes-by-id.js";
import { bestOf } from "./fuse-scores.js";
import { mayName, namedIds } from "./named-ids.js";
import { placeTest } from "./search-filter.js";
import type { TreeQuestion } from "./search-tree.js";

/** A place that somebody who is still typing may mean. */
export interface Suggestion {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  /** Qualified name in its file, or the path for files and folders. */
  readonly symbol: string;
  readonly kind: string;
  /** One or two sentences of its documentation. */
  readonly summary: string;
  /** It is called so, its words are those that were typed, or its text has to do with them. */
  readonly because: "name" | "words" | "meaning";
}

/** Below this the static table only guesses. */
const LEAST_SIMILARITY = 0.35;

/** What suggestions are made from; without the first stage by names alone. */
export interface SuggestionStores {
  readonly graph: GraphStore;
  readonly firstStage: FirstStage | undefined;
}

/** In milliseconds, without Python or a model: what is called so, then what the first stage finds. */
export async function suggestPlaces(
  { graph, firstStage }: SuggestionStores,
  { question, limit, filter, root }: TreeQuestion,
  options: CallOptions = {},
): Promise<Suggestion[]> {
  const test = await placeTest(filter, root);
  const outline = await graph.readOutline(options);
  // The outline itself, where that is what is asked: what was made of its names is made once for it.
  const asked = test.isNeeded
    ? outline.filter((node) => test.hasKind(node) && test.hasPath(node.path))
    : outline;
  const nodes = nodesById(asked);
  const reasons = new Map<string, Suggestion["because"]>();
  if (mayName(question)) {
    const { meant, mentioned } = namedIds(asked, question, { root, limit });
    for (const id of [...meant, ...mentioned].slice(0, limit)) reasons.set(id, "name");
  }
  const scored = firstStage?.score(question);
  const among = scored?.positions(({ id }) => nodes.has(id));
  for (const { id, keywords, similarity } of scored ? bestOf(scored, limit * 2, among) : [])
    if (keywords > 0 || similarity >= LEAST_SIMILARITY)
      reasons.set(id, reasons.get(id) ?? (keywords > 0 ? "words" : "meaning"));
  const found = [...reasons].slice(0, limit);
  const nodeIds = found.map(([id]) => id);
  const written = await graph.readDocumentation({ nodeIds }, options);
  const summaries = new Map(written.map(({ nodeId, summary }) => [nodeId, summary]));
  return found.flatMap(([id, because]) => {
    const node = nodes.get(id);
    if (node === undefined) return [];
    const { path, label: kind, startLine } = node;
    const summary = summaries.get(id) ?? "";
    return { id, path, line: startLine ?? 1, symbol: symbolOf(node), kind, summary, because };
  });
}
