import { stat } from "node:fs/promises";
import { hasErrorCode, silentLogger } from "@stemma/core";
import { MergeInProgressError } from "../errors/merge-in-progress-error.js";
import { SyncManager } from "../manager/sync-manager.js";
import type { WorkingCopyOptions } from "../manager/working-copy-options.js";
import { RepositoryOpener } from "../repository/open-repository.js";
import { DEFAULT_BRANCH } from "../repository/sql/sql-repository.js";
import { LocalState, type Position } from "../state/local-state.js";
import { type ForgottenInHistory, forgetInHistory } from "./forget-in-history.js";

/** How {@link forgetInWorkingCopy} goes about it. */
export interface ForgetInWorkingCopyOptions {
  /** Only say what would be done. Default `false`. */
  readonly isDryRun?: boolean | undefined;
  /**
   * Where the working copy stood when an earlier call was begun that did not end, `null` for nowhere: then everything is done again,
   * whether the text is still found or not. Default: there was none.
   */
  readonly interruptedAt?: Position | null | undefined;
}

/**
 * {@link forgetInHistory} of the repository that a working copy belongs to. The working copy is attached to its branch again,
 * with what Chroma has: take the text out of Chroma first, or it shows as a local change. A process that is killed in between
 * leaves no working copy; its next beginning attaches one.
 *
 * @throws {@link MergeInProgressError} `MERGE_IN_PROGRESS`, {@link WorkingCopyLockedError} `WORKING_COPY_LOCKED`, and those of
 * the repository; nothing is changed then
 */
export async function forgetInWorkingCopy(
  options: WorkingCopyOptions,
  text: string,
  { isDryRun = false, interruptedAt }: ForgetInWorkingCopyOptions = {},
): Promise<ForgottenInHistory> {
  const { python, logger = silentLogger, author, signal, timeoutMs } = options;
  const call = { signal, timeoutMs };
  const position = (await positionOf(options.state)) ?? interruptedAt ?? undefined;
  const repository = await new RepositoryOpener({ python, logger }, author).open(options.repository, call);
  let done: ForgottenInHistory;
  try {
    const planned = await forgetInHistory(repository, text, { ...call, isDryRun: true });
    const isNothing = planned.rewritten + planned.tags.length === 0;
    if (isDryRun || (isNothing && interruptedAt === undefined)) return planned;
    LocalState.remove(options.state);
    done = await forgetInHistory(repository, text, call);
  } finally {
    await repository.close();
  }
  if (position === undefined) return done;
  const { branch, commit } = position;
  const attach = async (ref: string): Promise<void> =>
    (await SyncManager.attach(options, ref, { keep: true })).close();
  try {
    await attach(branch ?? done.hashes.get(commit) ?? commit);
  } catch (error) {
    // On no branch, and made again by the call that was interrupted: nobody knows as what.
    if (interruptedAt === undefined || !hasErrorCode(error, "UNKNOWN_REF")) throw error;
    await attach(DEFAULT_BRANCH);
  }
  return done;
}

/** Where the working copy stands, once nobody else has it. */
async function positionOf(path: string): Promise<Position | undefined> {
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  const state = LocalState.open(path);
  try {
    if (state.pendingMerge() !== undefined) throw new MergeInProgressError("Forget");
    return state.position();
  } finally {
    state.close();
  }
}
