import type { JournalEntry, Position } from "../state/local-state.js";
import type { ApplyResult } from "../sync/dolt-to-chroma-syncer.js";
import { populate } from "../sync/restore-collections.js";
import type { WorkingCopy } from "./working-copy.js";

/** What opening found unfinished, and what it did. */
export interface Recovery extends ApplyResult {
  /** What had been begun when the process ended. */
  readonly operation: string;
  /** `null`: it went to a commit alone. */
  readonly branch: string | null;
  readonly commit: string;
}

/**
 * Finishes what a process that ended in the middle had begun: Chroma is brought to the head of the journal's branch. A
 * document is written only if it is as in the last known commit; what is in no commit is kept and shows as a local change.
 */
export async function recover(copy: WorkingCopy): Promise<Recovery | undefined> {
  const { state, logger } = copy;
  const journal = state.journal();
  if (!journal) return undefined;
  const { operation } = journal;
  const target = await targetOf(copy, journal);
  const position = state.position();
  const applied = position
    ? await copy.toChroma.apply(position.commit, target, await currentHashes(copy))
    : await populate(copy, target, await copy.contents.digest({}));
  if (state.pendingMerge() && position?.commit !== target.commit) state.setPendingMerge(undefined);
  const recovery = { operation, ...target, ...applied };
  logger.warn({ ...recovery, kept: applied.kept.length }, "an interrupted operation was finished");
  return recovery;
}

async function targetOf(copy: WorkingCopy, { branch, commit = "" }: JournalEntry): Promise<Position> {
  return { branch, commit: await copy.headOf({ branch, commit }) };
}

/** Reads everything: after a crash the write counters are not to be trusted. */
async function currentHashes(copy: WorkingCopy): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const changes = await copy.detector.detectLocalChanges(undefined, { isFull: true });
  return changes.hashes;
}
