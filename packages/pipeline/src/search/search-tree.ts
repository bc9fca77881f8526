import type { ChromaCollection, Embedder } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { IndexMetadata } from "../index/index-record.js";
import { namedSymbols } from "./named-symbols.js";
import type { SearchResult } from "./search-result.js";

/** What a symbol gains when the question names it: enough to come before every merely similar one. */
const nameBonus = 0.5;
/** Tests describe what the code does in the words of a question; the code itself is what is asked for. */
const testPenalty = 0.08;
const testPath = /(^|[/._-])(tests?|specs?|__tests__|fixtures?|benchmarks?)([/._-]|$)/u;

/** The records nearest to a question, best first. */
export async function searchTree(
  collection: ChromaCollection,
  embedder: Embedder,
  question: string,
  limit: number,
  options: CallOptions = {},
): Promise<SearchResult[]> {
  const queryEmbeddings = await embedder.embed([question], options);
  // More than asked for, so that the penalty below can let others move up.
  const nearest = await collection.query({ queryEmbeddings, nResults: limit * 4 + 10 }, options);
  const found = new Map<string, SearchResult>();
  (nearest.ids[0] ?? []).forEach((id, position) => {
    const metadata = nearest.metadatas[0]?.[position] as unknown as IndexMetadata;
    const similarity = 1 - (nearest.distances[0]?.[position] ?? 1);
    found.set(
      id,
      result(metadata, nearest.documents[0]?.[position] ?? "", similarity - penalty(metadata.path)),
    );
  });

  const names = namedSymbols(question);
  if (names.length > 0) {
    const named = await collection.get({ where: { name: { $in: names } }, limit: limit * 4 }, options);
    named.ids.forEach((id, position) => {
      const metadata = named.metadatas[position] as unknown as IndexMetadata;
      const known = found.get(id);
      const score = (known?.score ?? -penalty(metadata.path)) + nameBonus;
      found.set(id, result(metadata, named.documents[position] ?? "", score));
    });
  }
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}

function penalty(path: string): number {
  return testPath.test(path) ? testPenalty : 0;
}

function result(metadata: IndexMetadata, documentation: string, score: number): SearchResult {
  const { path, line, symbol, kind } = metadata;
  return { path, line, symbol, kind, score, documentation };
}
