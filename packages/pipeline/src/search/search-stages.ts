import type { Embedder } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { FirstStage } from "../first-stage/first-stage.js";
import type { ScoredRecord } from "../first-stage/scored-records.js";
import { type ShownRecord, shownRecord } from "../index/index-record.js";
import { inWordsOf } from "../index/read-records.js";
import { keptMasks } from "../secrets/kept-masks.js";
import { candidatesOf, relevances } from "./fuse-scores.js";
import { mayName, NOTHING_NAMED, namedIds } from "./named-ids.js";
import { type Candidate, nearestCount, type RankedResult, rankCandidates } from "./rank-candidates.js";
import { placeTest } from "./search-filter.js";
import type { TreeQuestion } from "./search-tree.js";

/** How many of the first stage's best the model looks at: more cost time and find no more. */
const LEAST_CANDIDATES = 100;

/** How many texts of either kind are embedded for one question at most, before the index is filled: half a second's work of two cores. */
const MOST_EMBEDDED = { code: 36, text: 14 };

/** Remembers the texts of some thousand places: who asks one question asks others about the same. */
const masked = keptMasks(4_000_000);

/** What a question is answered from, in two stages. */
export interface SearchStages {
  readonly graph: GraphStore;
  readonly firstStage: FirstStage;
  /** With a cache: a text that was looked at before costs nothing. */
  readonly embedder: Embedder;
  /** What people wrote in place of what was made, by id, of the records with these ids. */
  readonly textsOfPeople: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * The places that a question names, and those that answer it best: the first stage chooses among all, the model among its best. No
 * vector need be there already, and Chroma isn't needed.
 */
export async function searchStages(
  { graph, firstStage, embedder, textsOfPeople }: SearchStages,
  { question, limit, filter, root, like }: TreeQuestion,
  options: CallOptions = {},
): Promise<RankedResult[]> {
  const test = await placeTest(filter, root);
  // Python loads meanwhile, the first time.
  const asked = embedder.embedFlat([question], options);
  asked.catch(() => undefined);
  const names = like === undefined && mayName(question);
  const outline = test.isNeeded || names ? await graph.readOutline(options) : [];
  const allowed = outline.filter((node) => test.hasKind(node) && test.hasPath(node.path));
  if (test.isNeeded && allowed.length === 0) return [];
  const named = names ? namedIds(allowed, question, { root, limit }) : NOTHING_NAMED;
  const allowedIds = test.isNeeded ? new Set(allowed.map(({ id }) => id)) : undefined;
  const isAllowed = ({ id }: ScoredRecord): boolean => id !== like && (allowedIds?.has(id) ?? true);
  const most = Math.max(LEAST_CANDIDATES, nearestCount(limit));
  const best = candidatesOf(firstStage.score(question), most, isAllowed);
  const ids = [...new Set([...best.map(({ id }) => id), ...named.meant, ...named.mentioned])];
  const records = await readRecords(graph, ids, await textsOfPeople(ids), options);

  const left = { ...MOST_EMBEDDED };
  const chosen = best.flatMap((scores) => {
    const record = records.get(scores.id);
    if (record === undefined) return [];
    const kind = scores.isText ? "text" : "code";
    const kept = embedder.keptVector?.(record.text);
    return kept !== undefined || left[kind]-- > 0 ? [{ scores, record, kept }] : [];
  });
  const similarities = await similaritiesTo(asked, chosen, { embedder, options });
  const fused = relevances(
    chosen.map(({ scores }, position) => ({ ...scores, second: similarities[position] ?? 0 })),
  );
  const nearest = chosen.map(({ record }, position) => ({
    ...candidateOf(record),
    similarity: similarities[position] ?? 0,
    relevance: fused[position] ?? 0,
  }));
  const candidates = (wanted: readonly string[]): Candidate[] =>
    wanted.flatMap((id) => {
      const record = records.get(id);
      return record === undefined ? [] : [candidateOf(record)];
    });
  const shareSaid = (): number => firstStage.shareSaid(question, new Set(nearest.map(({ id }) => id)));
  return rankCandidates(
    { nearest, meant: candidates(named.meant), mentioned: candidates(named.mentioned), shareSaid },
    limit,
  );
}

function candidateOf({ id, metadata, documentation }: ShownRecord): Candidate {
  return { id, metadata, documentation };
}

/** The records of documented nodes, by id. */
export async function readRecords(
  graph: GraphStore,
  ids: readonly string[],
  ofPeople: ReadonlyMap<string, string>,
  options: CallOptions,
): Promise<Map<string, ShownRecord>> {
  const nodes = new Map((await graph.readNodes({ ids: [...ids] }, options)).map((node) => [node.id, node]));
  const records = new Map<string, ShownRecord>();
  for (const written of await graph.readDocumentation({ nodeIds: [...ids] }, options)) {
    const node = nodes.get(written.nodeId);
    if (node !== undefined) records.set(node.id, shownRecord(node, inWordsOf(ofPeople, written), masked));
  }
  return records;
}

/** Of each text to what is asked; those whose vectors are not kept are embedded. */
async function similaritiesTo(
  asked: Promise<Float32Array>,
  chosen: readonly { readonly record: ShownRecord; readonly kept: Float32Array | undefined }[],
  { embedder, options }: { readonly embedder: Embedder; readonly options: CallOptions },
): Promise<number[]> {
  const texts = chosen.flatMap(({ record, kept }) => (kept === undefined ? [record.text] : []));
  const made = texts.length > 0 ? await embedder.embedFlat(texts, options) : new Float32Array();
  const question = await asked;
  let row = 0;
  return chosen.map(({ kept }) =>
    kept === undefined ? product(question, made, row++ * question.length) : product(question, kept, 0),
  );
}

/** Of one vector and that which begins at `offset` of others. */
function product(vector: Float32Array, others: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i] ?? 0) * (others[offset + i] ?? 0);
  return sum;
}
