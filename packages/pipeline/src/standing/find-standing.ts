import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { CallOptions } from "@stemma/core";
import { isKnownDead } from "@stemma/graph-store";
import type { Position, SyncManager } from "@stemma/versions";
import type { HistoryPaths } from "../history/history-paths.js";
import { type RunRecord, readRunRecord } from "../runs/run-record.js";
import type { StateDirectory } from "../state/state-directory.js";
import { lookAtTree } from "./look-at-tree.js";
import * as reasons from "./reasons.js";
import type { StampDifferences, StampedPlaces } from "./stamp-differences.js";
import type { StampThreads } from "./stamp-threads.js";
import type { ChangedFile, Freshness, Standing, StandingReason } from "./standing.js";
import type { StandingMemory } from "./standing-memory.js";
import { readStandingRecord, type StandingRecord, writeStandingRecord } from "./standing-record.js";

/** Whose standing it is. */
export interface StandingRequest {
  readonly state: StateDirectory;
  readonly place: Pick<HistoryPaths, "stateFile" | "documentedCommitFile">;
  /** Where the index stands, from whoever has its record open; else it is looked at. */
  readonly position?: Position | undefined;
  /** What is known where no run has kept it, as of a run of an earlier version. */
  readonly beginRecord: () => Promise<StandingRecord | null>;
  readonly memory: StandingMemory;
}

/**
 * Where the index stands to the tree as it is now, without opening it: by the record of what was documented, and by times and
 * sizes of files; only what may have changed is read.
 */
export async function findStanding(request: StandingRequest): Promise<Standing> {
  const { state, memory } = request;
  // git is a process of its own: it looks while this one does.
  const branch = memory.branch(state.root).catch(() => undefined);
  const run = readRunRecord(state);
  const known = memory.record(state) ?? (await request.beginRecord());
  if (known === null) return standingOf(known, [], [reasons.notDocumented, ...runReasons(await run)]);
  // Threads look at the files, while this one does the rest and whatever the answer needs.
  const looked = filesOf(state, known, memory.stamps);
  const position = request.position ?? (await peekPosition(request.place.stateFile)) ?? known;
  const record = { ...known, ...position };
  const { files, failed } = await looked;
  const isElsewhere = position.commit !== known.commit;
  const because = [
    ...runReasons(await run),
    ...reasons.otherBranch(await branch, record.branch),
    ...(record.isMerge ? [reasons.mergedTexts] : []),
    ...(isElsewhere || (await isGraphBehind(request, record)) ? [reasons.graphBehind] : []),
    ...reasons.filesChanged(files),
    ...failed,
  ];
  return standingOf(record, files, because);
}

/** An answer of an earlier version stands where it was asked for. */
export async function standingAt(
  versions: SyncManager,
  ref: string,
  options: CallOptions,
): Promise<Standing> {
  const [commit] = await versions.log({ ...options, ref, limit: 1 });
  const place = { ref, commit: commit?.hash ?? null, since: commit?.date ?? null };
  return { ...place, freshness: "fresh", files: [], because: [] };
}

/** What was looked at is kept, so that it is not read again. That the tree can't be looked at keeps nobody from answering. */
async function filesOf(
  state: StateDirectory,
  record: StandingRecord,
  stamps: StampThreads,
): Promise<{ readonly files: readonly ChangedFile[]; readonly failed: readonly StandingReason[] }> {
  try {
    const tree = { root: state.root, rules: record.rules };
    const differences = (places: StampedPlaces): Promise<StampDifferences> => stamps.differences(places);
    const { files, seen } = await lookAtTree(tree, record, { differences });
    // Whoever may not write there looks again next time.
    if (seen !== undefined && isStillKept(state, record))
      await writeStandingRecord(state, { ...record, seen }).catch(() => undefined);
    return { files, failed: [] };
  } catch (error) {
    return { files: [], failed: [reasons.notCompared(error)] };
  }
}

/** What another process has recorded meanwhile, of another commit, is not written over. */
function isStillKept(state: StateDirectory, { branch, commit, documentedAt }: StandingRecord): boolean {
  const kept = readStandingRecord(state);
  return kept?.branch === branch && kept.commit === commit && kept.documentedAt === documentedAt;
}

function standingOf(
  record: StandingRecord | null,
  files: readonly ChangedFile[],
  because: readonly StandingReason[],
): Standing {
  return {
    ref: record?.branch ?? null,
    commit: record?.commit ?? null,
    freshness: freshnessOf(because),
    since: record?.documentedAt ?? null,
    files,
    because,
  };
}

const PARTIAL: readonly StandingReason["code"][] = [
  "unfinished-run",
  "run-under-way",
  "merged-texts",
  "not-documented",
];
const STALE: readonly StandingReason["code"][] = ["files-changed", "graph-behind", "not-compared"];

function freshnessOf(because: readonly StandingReason[]): Freshness {
  if (because.some(({ code }) => PARTIAL.includes(code))) return "partial";
  return because.some(({ code }) => STALE.includes(code)) ? "stale" : "fresh";
}

function runReasons(run: RunRecord | null): StandingReason[] {
  if (run === null) return [];
  if (run.outcome !== "running") return reasons.unfinishedRun(run.outcome);
  return isKnownDead(run.holder) ? reasons.unfinishedRun("running") : [reasons.runUnderWay(run.holder.pid)];
}

async function isGraphBehind(
  { place }: StandingRequest,
  { commit, isUncommitted }: StandingRecord,
): Promise<boolean> {
  if (commit === null || isUncommitted) return false;
  const documented = await readFile(place.documentedCommitFile, "utf8").catch(() => "");
  return documented.trim() !== commit;
}

/**
 * Where the index stands in its history; `undefined` where somebody else has it open, or there is none. Loads only what it takes to
 * look: the history itself takes ten times as long.
 */
export async function peekPosition(stateFile: string): Promise<Position | undefined> {
  if (!existsSync(stateFile)) return undefined;
  const { LocalState } = await import("@stemma/versions/local-state");
  return LocalState.peek(stateFile);
}
