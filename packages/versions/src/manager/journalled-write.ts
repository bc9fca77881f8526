import type { WorkingCopy } from "./working-copy.js";

/**
 * Runs a write to a branch of the repository under the journal. When it was taken back the journal is, too; when it timed out at
 * the very end, the next opening finds what happened.
 */
export async function journalledWrite<T>(
  { repository, state, reachedStep }: WorkingCopy,
  operation: string,
  branch: string,
  write: () => Promise<T>,
): Promise<T> {
  const before = await repository.resolve(branch);
  state.setJournal({ operation, branch });
  await reachedStep(`${operation}-journalled`);
  let result: T;
  try {
    result = await write();
  } catch (error) {
    if ((await repository.resolve(branch).catch(() => undefined)) === before) state.setJournal(undefined);
    throw error;
  }
  await reachedStep(`${operation}-made`);
  return result;
}
