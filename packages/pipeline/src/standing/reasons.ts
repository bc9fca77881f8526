import { outcomeWords } from "../runs/outcome-words.js";
import type { RunOutcome } from "../runs/run-record.js";
import type { ChangedFile, StandingReason } from "./standing.js";

/** That many are named; the others are counted. */
const NAMED = 3;

/** The tree is not as it was when it was documented. */
export function filesChanged(files: readonly ChangedFile[]): StandingReason[] {
  return changedSince(files, "documented", "stemma document");
}

/** The tree is not as it was when it was scanned, and it was never documented. */
export function filesChangedSinceScan(files: readonly ChangedFile[]): StandingReason[] {
  return changedSince(files, "scanned", "stemma scan");
}

function changedSince(files: readonly ChangedFile[], done: string, command: string): StandingReason[] {
  if (files.length === 0) return [];
  const named = files.slice(0, NAMED).map(({ path }) => path);
  const more = files.length > NAMED ? [`${files.length - NAMED} more`] : [];
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  const words = `${count} changed since the tree was ${done} (${[...named, ...more].join(", ")}): ${command}`;
  return [{ code: "files-changed", words }];
}

/** git and the index are on two branches. */
export function otherBranch(tree: string | undefined, index: string | null): StandingReason[] {
  if (tree === undefined || index === null || tree === index) return [];
  const words = `The tree is on branch ${tree}, the index on ${index}: stemma switch brings it along`;
  return [{ code: "other-branch", words }];
}

/** The last run of `document` did not come to its end. */
export function unfinishedRun(outcome: RunOutcome): StandingReason[] {
  // What it could not document it has named; all else is there.
  if (outcome === "complete" || outcome === "partly") return [];
  const what = `The last run of document ${outcomeWords[outcome]}`;
  const words = `${what}: not all of the tree may be searchable. Go on with it: stemma resume`;
  return [{ code: "unfinished-run", words }];
}

/** A run of `document` has not come to its end yet. */
export function runUnderWay(pid: number): StandingReason {
  const words = `A run of document is under way (process ${pid}): not all is searchable yet`;
  return { code: "run-under-way", words };
}

/** What was made from others' texts is one side's. */
export const mergedTexts: StandingReason = {
  code: "merged-texts",
  words:
    "Two branches were merged since the tree was documented: texts made from others' may be one side's. stemma document makes them again",
};

/** The graph has the documentation of another commit than the index. */
export const graphBehind: StandingReason = {
  code: "graph-behind",
  words:
    "The index was brought to another commit since the graph was: what is shown may be of before. stemma document brings both together",
};

/** The tree can't be looked at. */
export function notCompared(error: unknown): StandingReason {
  const why = error instanceof Error ? error.message : String(error);
  const words = `Whether the tree is as it was documented is not known: ${why}`;
  return { code: "not-compared", words };
}

/** There is nothing that could answer. */
export const notDocumented: StandingReason = {
  code: "not-documented",
  words: "The tree was not documented yet: stemma document",
};
