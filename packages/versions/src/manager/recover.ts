import type { ApplyResult } from "../sync/dolt-to-chroma-syncer.js";
import { populate } from "../sync/restore-collections.js";
import type { WorkingCopy } from "./working-copy.js";

/** What opening found unfinished, and what it did. */
export interface Recovery extends ApplyResult {
  /** What had been begun when the process ended. */
  readonly operation: string;
  readonly branch: string;
  readonly commit: string;
}

/**
 * Finishes what a process that ended in the middle had begun: Chroma is brought to the head of the journal's branch. A
 * document is written only if it is as in the last known commit; what is in no commit is kept and shows as a local change.
 */
export async function recover(copy: WorkingCopy): Promise<Recovery | undefined> {
  const { repository, state, logger } = copy;
  const journal = state.journal();
  if (!journal) return undefined;
  const { branch, operation } = journal;
  const commit = await repository.resolve(branch);
  const position = state.position();
  let applied: ApplyResult = { collections: 0, documents: 0, kept: [] };
  if (!position) await populate(copy, { branch, commit });
  else applied = await copy.toChroma.apply(position.commit, { branch, commit }, await currentHashes(copy));
  if (state.pendingMerge() && position?.commit !== commit) state.setPendingMerge(undefined);
  const recovery = { operation, branch, commit, ...applied };
  logger.warn({ ...recovery, kept: applied.kept.length }, "an interrupted operation was finished");
  return recovery;
}

/** Reads everything: after a crash the write counters are not to be trusted. */
async function currentHashes(copy: WorkingCopy): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const changes = await copy.detector.detectLocalChanges(undefined, { isFull: true });
  return changes.hashes;
}
