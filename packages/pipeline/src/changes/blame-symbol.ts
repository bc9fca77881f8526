import type { CommitSummary } from "@stemma/versions";
import type { Way } from "../origin/came-by.js";
import type { Origins } from "../origin/origins.js";
import { type TextOrigin, toldOrigin } from "../origin/text-origin.js";
import type { SymbolRevision } from "./symbol-history.js";

/** A sentence of a documentation, what it stands on, and where the text comes from that it stood in then. */
export interface BlamedSentence extends Omit<TextOrigin, "commit"> {
  readonly text: string;
  /** In which it was first said, and has been since. */
  readonly commit: CommitSummary;
  /** What it was written from: the place of the source then, and what that calls. */
  readonly sources: readonly string[];
}

/** What is known of where revisions come from. */
export interface KnownOrigins {
  readonly origins: Origins;
  /** Of a commit that was fetched. */
  readonly remoteOf: (commit: string) => Way["remote"];
}

/** Of each sentence the commit since which it is there; revisions come the newest first. */
export function blameSentences(revisions: readonly SymbolRevision[], known: KnownOrigins): BlamedSentence[] {
  const [newest] = revisions;
  if (newest?.documentation == null) return [];
  return sentencesOf(newest.documentation).map((text) => {
    let origin = newest;
    for (const revision of revisions) {
      if (!sentencesOf(revision.documentation ?? "").includes(text)) break;
      origin = revision;
    }
    const { metadata, commit } = origin;
    const { path, line, calls = [] } = metadata;
    const sources = [...(path === undefined ? [] : [`${path}:${line ?? 1}`]), ...calls];
    return { ...originOf(origin, known), text, commit, sources };
  });
}

/** Earlier texts of a history are noted nowhere, but lie in commits that were fetched. */
function originOf(
  { metadata, commit, change, documentation }: SymbolRevision,
  known: KnownOrigins,
): TextOrigin {
  const nodeText = { nodeId: change.id, text: documentation ?? "" };
  const origin = known.origins.of(toldOrigin(metadata), nodeText);
  return origin.isMadeHere || origin.remote ? origin : { ...origin, remote: known.remoteOf(commit.hash) };
}

/** By their ends, and by lines. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
