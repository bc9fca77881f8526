import type { Embedder } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { SearchHit, SyncManager } from "@stemma/versions";
import type { IndexMetadata } from "../index/index-record.js";
import { mayName, namedIds } from "../search/named-ids.js";
import {
  type Candidate,
  nearestCount,
  type RankedResult,
  rankCandidates,
} from "../search/rank-candidates.js";
import { placeTest } from "../search/search-filter.js";
import type { TreeQuestion } from "../search/search-tree.js";

/** What is asked of which version of which collection. */
export interface HistoryQuestion extends TreeQuestion {
  readonly collection: string;
  readonly ref: string;
}

/** The answers as of a commit, ranked as a search of today ranks them. */
export async function searchHistory(
  versions: SyncManager,
  embedder: Embedder,
  { collection, ref, question, limit, filter, root }: HistoryQuestion,
  options: CallOptions = {},
): Promise<RankedResult[]> {
  const test = await placeTest(filter, root);
  const embedding = await embedder.embedFlat([question], options);
  // A symbol that the question names may be far from it, as may be what a filter lets through: then all are looked at.
  const wanted = test.isNeeded || mayName(question) ? Number.MAX_SAFE_INTEGER : nearestCount(limit);
  const hits = await versions.searchAt(ref, { collection, embedding, limit: wanted }, options);
  const candidates = hits
    .map(toCandidate)
    .filter(({ metadata }) => (test.labels?.includes(metadata.kind) ?? true) && test.hasPath(metadata.path));
  const nodes = candidates.map(({ id, metadata: { path, name, kind: label, line } }) => {
    return { id, path, name, label, startLine: line, endLine: line };
  });
  const named = namedIds(nodes, question, { root, limit });
  const byId = new Map(candidates.map((each) => [each.id, each]));
  const recordsOf = (ids: readonly string[]): Candidate[] => ids.flatMap((id) => byId.get(id) ?? []);
  return rankCandidates(
    {
      nearest: candidates.slice(0, nearestCount(limit)),
      meant: recordsOf(named.meant),
      mentioned: recordsOf(named.mentioned),
    },
    limit,
  );
}

function toCandidate({ id, document, metadata, distance }: SearchHit): Candidate {
  return {
    id,
    documentation: document ?? "",
    metadata: (metadata ?? {}) as unknown as IndexMetadata,
    similarity: 1 - distance,
  };
}
