import type { ChromaCollection, Embedder } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { IndexMetadata } from "../index/index-record.js";
import { namedSymbols } from "./named-symbols.js";
import { type Candidate, candidateCounts, rankCandidates } from "./rank-candidates.js";
import type { SearchResult } from "./search-result.js";

/** The records nearest to a question, best first. */
export async function searchTree(
  collection: ChromaCollection,
  embedder: Embedder,
  question: string,
  limit: number,
  options: CallOptions = {},
): Promise<SearchResult[]> {
  const counts = candidateCounts(limit);
  const queryEmbeddings = await embedder.embed([question], options);
  const found = await collection.query({ queryEmbeddings, nResults: counts.nearest }, options);
  const nearest = (found.ids[0] ?? []).map((id, position): Candidate => {
    const distance = found.distances[0]?.[position] ?? 1;
    return {
      ...candidate(id, found.metadatas[0]?.[position], found.documents[0]?.[position]),
      distance,
    };
  });

  const names = namedSymbols(question);
  if (names.length === 0) return rankCandidates(nearest, [], limit);
  const named = await collection.get({ where: { name: { $in: names } }, limit: counts.named }, options);
  return rankCandidates(
    nearest,
    named.ids.map((id, position) => candidate(id, named.metadatas[position], named.documents[position])),
    limit,
  );
}

function candidate(id: string, metadata: unknown, documentation: string | null | undefined): Candidate {
  return { id, metadata: metadata as IndexMetadata, documentation: documentation ?? "" };
}
