import type { Embedder } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { SearchHit, SyncManager } from "@stemma/versions";
import type { IndexMetadata } from "../index/index-record.js";
import { namedSymbols } from "../search/named-symbols.js";
import { type Candidate, candidateCounts, rankCandidates } from "../search/rank-candidates.js";
import type { SearchResult } from "../search/search-result.js";

/** What is asked of which version of which collection. */
export interface HistorySearch {
  readonly collection: string;
  readonly ref: string;
  readonly question: string;
  readonly limit: number;
}

/** The records nearest to a question as of a commit, ranked as a search of today ranks them. */
export async function searchHistory(
  versions: SyncManager,
  embedder: Embedder,
  { collection, ref, question, limit }: HistorySearch,
  options: CallOptions = {},
): Promise<SearchResult[]> {
  const embedding = await embedder.embed([question], options);
  const names = new Set(namedSymbols(question));
  const counts = candidateCounts(limit);
  // A symbol that the question names may be far from it: then all are looked at.
  const wanted = names.size > 0 ? Number.MAX_SAFE_INTEGER : counts.nearest;
  const hits = await versions.searchAt(ref, { collection, embedding, limit: wanted }, options);
  const candidates = hits.map(toCandidate);
  return rankCandidates(
    candidates.slice(0, counts.nearest),
    candidates.filter(({ metadata }) => names.has(metadata.name)).slice(0, counts.named),
    limit,
  );
}

function toCandidate({ id, document, metadata, distance }: SearchHit): Candidate {
  return {
    id,
    documentation: document ?? "",
    metadata: (metadata ?? {}) as unknown as IndexMetadata,
    distance,
  };
}
