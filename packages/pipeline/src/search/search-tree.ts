import type { ChromaCollection, Embedder, Where } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import type { IndexMetadata } from "../index/index-record.js";
import { mayName, NOTHING_NAMED, namedIds } from "./named-ids.js";
import { type Candidate, nearestCount, type RankedResult, rankCandidates } from "./rank-candidates.js";
import { type PlaceTest, placeTest, type SearchFilter } from "./search-filter.js";

/** What is asked of a tree. */
export interface TreeQuestion {
  readonly question: string;
  readonly limit: number;
  readonly filter: SearchFilter;
  /** Where absolute paths in the question are relative to. */
  readonly root: string;
  /** The question is the text of this record: it names nothing, and is no answer itself. */
  readonly like?: string | undefined;
}

/** What a question is answered from. */
export interface SearchStores {
  readonly graph: GraphStore;
  readonly collection: ChromaCollection;
  readonly embedder: Embedder;
}

/** The places that a question names, and those whose texts are nearest to it, best first. */
export async function searchTree(
  { graph, collection, embedder }: SearchStores,
  { question, limit, filter, root, like }: TreeQuestion,
  options: CallOptions = {},
): Promise<RankedResult[]> {
  const test = await placeTest(filter, root);
  const names = like === undefined && mayName(question);
  const outline = test.isNeeded || names ? await graph.readOutline(options) : [];
  const allowed = outline.filter((node) => test.hasKind(node) && test.hasPath(node.path));
  if (test.isNeeded && allowed.length === 0) return [];
  const allowedIds = test.isNeeded ? new Set(allowed.map(({ id }) => id)) : undefined;
  const named = names ? namedIds(allowed, question, { root, limit }) : NOTHING_NAMED;

  const queryEmbeddings = await embedder.embedFlat([question], options);
  const where = test.isNeeded ? whereOf(test, outline) : undefined;
  const found = await collection.query({ queryEmbeddings, nResults: nearestCount(limit), where }, options);
  const nearest = (found.ids[0] ?? [])
    .map((id, position) =>
      candidate(
        id,
        found.metadatas[0]?.[position],
        found.documents[0]?.[position],
        found.distances[0]?.[position] ?? 1,
      ),
    )
    .filter(({ id }) => id !== like && (allowedIds?.has(id) ?? true));
  const records = new Map(nearest.map((record) => [record.id, record]));
  const missing = [...named.meant, ...named.mentioned].filter((id) => !records.has(id));
  if (missing.length > 0) {
    const { ids, metadatas, documents } = await collection.get({ ids: missing }, options);
    for (const [position, id] of ids.entries())
      records.set(id, candidate(id, metadatas[position], documents[position]));
  }
  const recordsOf = (ids: readonly string[]): Candidate[] => ids.flatMap((id) => records.get(id) ?? []);
  const candidates = { nearest, meant: recordsOf(named.meant), mentioned: recordsOf(named.mentioned) };
  return rankCandidates(candidates, limit);
}

/** The shorter of the lists of paths that pass and of those that don't. */
function whereOf({ labels, hasPath }: PlaceTest, outline: readonly NodeOutline[]): Where {
  const passing = new Set<string>();
  const others = new Set<string>();
  for (const { path } of outline) (hasPath(path) ? passing : others).add(path);
  const conditions: Where[] = [];
  if (labels !== undefined) conditions.push({ kind: { $in: [...labels] } });
  if (others.size > 0)
    conditions.push(
      passing.size <= others.size ? { path: { $in: [...passing] } } : { path: { $nin: [...others] } },
    );
  const [only, ...more] = conditions;
  if (only === undefined) return { path: { $ne: "" } };
  return more.length === 0 ? only : { $and: conditions };
}

function candidate(
  id: string,
  metadata: unknown,
  documentation: string | null | undefined,
  distance?: number,
): Candidate {
  const similarity = distance === undefined ? undefined : 1 - distance;
  return { id, metadata: metadata as IndexMetadata, documentation: documentation ?? "", similarity };
}
