import type { ShownMetadata } from "../index/index-record.js";
import { isChangelogPath, isTextPath } from "../names/is-text-path.js";
import { isTestPath } from "../names/named-node.js";
import { type ToldOrigin, toldOrigin } from "../origin/text-origin.js";
import type { SearchResult } from "./search-result.js";

/** What a symbol gains when a sentence names it: enough to come before every merely similar one. */
const MENTION_BONUS = 0.5;
/** Tests describe what the code does in the words of a question; the code itself is what is asked for. */
const TEST_PENALTY = 0.08;
/** A text says in words of its own what code does; the code is what is asked for, unless the text fits clearly better. */
const TEXT_PENALTY = 0.06;
/** A list of changes says something of everything. */
const CHANGELOG_PENALTY = 0.12;
/** A folder says what its parts say; the part is what is asked for, unless the folder fits clearly better. */
const FOLDER_PENALTY = 0.04;
/**
 * Where not even the nearest text is this similar, nothing has to do with the question, unless its own words stand together in a record.
 * Measured on seven trees: of 24 questions about cooking, travelling, gardens and sports to each, four of a hundred come nearer, since a
 * tree of paintable text does have to do with painting walls; golden questions begin at 0.299.
 */
const LEAST_SIMILARITY = 0.296;
/** How similar the nearest text, and what share of the question's words a single record, must have at least where it is not: see decision 177. */
const LEAST_BESIDE_WORDS = { similarity: 0.2, share: 0.35 };

/** A record that may be an answer. */
export interface Candidate {
  readonly id: string;
  readonly metadata: ShownMetadata;
  readonly documentation: string;
  /** Cosine of the model's vectors of question and text; not needed of one that is only named. */
  readonly similarity?: number | undefined;
  /** How well it answers where more than the similarity is known, from 0 to 1. Default: the similarity. */
  readonly relevance?: number | undefined;
}

/** What was found for a question. */
export interface Candidates {
  /** By their vectors. */
  readonly nearest: readonly Candidate[];
  /** What the question as a whole is the name of, best first. */
  readonly meant: readonly Candidate[];
  /** What a sentence mentions by name. */
  readonly mentioned: readonly Candidate[];
  /** The share of the question's words that one of the nearest has; asked where their vectors leave it open. Default: none. */
  readonly shareSaid?: () => number;
}

/** An answer before it is known who made its text. */
export interface RankedResult extends Omit<SearchResult, "origin" | "matches"> {
  readonly id: string;
  readonly origin: ToldOrigin;
}

/** How many records are fetched for `limit` results: more than asked for, so that a penalty lets others move up. */
export function nearestCount(limit: number): number {
  return limit * 4 + 10;
}

/** The best candidates, best first: what the question names, then what is mentioned in it or similar to it. */
export function rankCandidates(candidates: Candidates, limit: number): RankedResult[] {
  const { nearest, meant, mentioned } = candidates;
  const scores = new Map<string, { readonly candidate: Candidate; readonly score: number }>();
  if (haveToDoWithIt(candidates))
    for (const candidate of nearest)
      scores.set(candidate.id, { candidate, score: relevanceOf(candidate) - penalty(candidate) });
  for (const candidate of mentioned) {
    const score = (scores.get(candidate.id)?.score ?? -penalty(candidate)) + MENTION_BONUS;
    scores.set(candidate.id, { candidate, score });
  }
  for (const { id } of meant) scores.delete(id);
  const others = [...scores.values()].sort((one, other) => other.score - one.score);
  return [
    ...meant.map((candidate) => resultOf(candidate, 1)),
    ...others.map(({ candidate, score }) => resultOf(candidate, Math.min(Math.max(score, 0), 0.99))),
  ].slice(0, limit);
}

function haveToDoWithIt({ nearest, shareSaid = () => 0 }: Candidates): boolean {
  const most = Math.max(0, ...nearest.map(({ similarity = 0 }) => similarity));
  if (most >= LEAST_SIMILARITY) return true;
  const { similarity, share } = LEAST_BESIDE_WORDS;
  return most >= similarity && shareSaid() >= share;
}

function relevanceOf({ similarity = 0, relevance = similarity }: Candidate): number {
  return relevance;
}

function penalty({ metadata }: Candidate): number {
  const { path, kind } = metadata;
  const ofText = isChangelogPath(path) ? CHANGELOG_PENALTY : isTextPath(path) ? TEXT_PENALTY : 0;
  return ofText + (isTestPath(path) ? TEST_PENALTY : 0) + (kind === "FOLDER" ? FOLDER_PENALTY : 0);
}

function resultOf({ id, metadata, documentation }: Candidate, score: number): RankedResult {
  const { path, line, symbol, kind } = metadata;
  return { id, path, line, symbol, kind, score, documentation, origin: toldOrigin(metadata) };
}
