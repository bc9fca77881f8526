import type { IndexMetadata } from "../index/index-record.js";
import type { SearchResult } from "./search-result.js";

/** What a symbol gains when the question names it: enough to come before every merely similar one. */
const nameBonus = 0.5;
/** Tests describe what the code does in the words of a question; the code itself is what is asked for. */
const testPenalty = 0.08;
const testPath = /(^|[/._-])(tests?|specs?|__tests__|fixtures?|benchmarks?)([/._-]|$)/u;

/** A record that may be an answer. */
export interface Candidate {
  readonly id: string;
  readonly metadata: IndexMetadata;
  readonly documentation: string;
  /** Cosine distance to the question; not needed of one that is only named. */
  readonly distance?: number;
}

/** How many candidates are fetched for `limit` results: more than asked for, so that a penalty lets others move up. */
export function candidateCounts(limit: number): { readonly nearest: number; readonly named: number } {
  return { nearest: limit * 4 + 10, named: limit * 4 };
}

/** The best of the records `nearest` to the question and of those that it has `named`, best first. */
export function rankCandidates(
  nearest: readonly Candidate[],
  named: readonly Candidate[],
  limit: number,
): SearchResult[] {
  const found = new Map<string, SearchResult>();
  for (const candidate of nearest) {
    const similarity = 1 - (candidate.distance ?? 1);
    found.set(candidate.id, resultOf(candidate, similarity - penalty(candidate)));
  }
  for (const candidate of named) {
    const score = (found.get(candidate.id)?.score ?? -penalty(candidate)) + nameBonus;
    found.set(candidate.id, resultOf(candidate, score));
  }
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}

function penalty({ metadata }: Candidate): number {
  return testPath.test(metadata.path) ? testPenalty : 0;
}

function resultOf({ metadata, documentation }: Candidate, score: number): SearchResult {
  const { path, line, symbol, kind } = metadata;
  return { path, line, symbol, kind, score, documentation };
}
