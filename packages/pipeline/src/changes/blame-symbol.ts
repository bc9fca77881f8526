import type { CommitSummary } from "@stemma/versions";
import { type TextAuthor, writerOf } from "../index/index-record.js";
import type { SymbolRevision } from "./symbol-history.js";

/** A sentence of a documentation, and what it stands on. */
export interface BlamedSentence {
  readonly text: string;
  /** In which it was first said, and has been since. */
  readonly commit: CommitSummary;
  readonly author: TextAuthor;
  /** As in `writtenBy`, for example `"extractive"`. */
  readonly provider: string;
  readonly model: string;
  /** What it was written from: the place of the source then, and what that calls. */
  readonly sources: readonly string[];
}

/** Of each sentence the commit since which it is there; revisions come the newest first. */
export function blameSentences(revisions: readonly SymbolRevision[]): BlamedSentence[] {
  const [newest] = revisions;
  if (newest?.documentation == null) return [];
  return sentencesOf(newest.documentation).map((text) => {
    let origin = newest;
    for (const revision of revisions) {
      if (!sentencesOf(revision.documentation ?? "").includes(text)) break;
      origin = revision;
    }
    const { metadata, commit } = origin;
    const { path, line, provider = "", model = "", calls = [] } = metadata;
    const sources = [...(path === undefined ? [] : [`${path}:${line ?? 1}`]), ...calls];
    return { text, commit, author: writerOf(metadata), provider, model, sources };
  });
}

/** By their ends, and by lines. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
