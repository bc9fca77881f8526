import type { CallOptions } from "@stemma/core";
import { countChanges, type LocalChanges } from "../detect/local-changes.js";
import { BranchMovedError } from "../errors/branch-moved-error.js";
import { NothingToCommitError } from "../errors/nothing-to-commit-error.js";
import type { Author } from "../model/history.js";
import { requireAuthor, requireMessage } from "../repository/sql/legal-texts.js";
import type { HashChange } from "../state/local-state.js";
import { journalledWrite } from "./journalled-write.js";
import type { BranchPosition, WorkingCopy } from "./working-copy.js";

/** What to commit. */
export interface CommitOptions extends CallOptions {
  /** Default: the manager's. */
  readonly author?: Author | undefined;
  /** Only this collection. Default: everything that changed. */
  readonly collection?: string | undefined;
}

/** What was committed. */
export interface CommitResult {
  readonly commit: string;
  readonly branch: string;
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
}

/** Commits what differs in Chroma. */
export async function commitChanges(
  copy: WorkingCopy,
  message: string,
  options: CommitOptions,
): Promise<CommitResult> {
  requireMessage(message);
  requireAuthor(options.author ?? copy.author);
  copy.requireNoMerge("Commit");
  const position = await requireHead(copy, "Commit", options);
  const changes = await copy.detector.detectLocalChanges(options.collection, options);
  if (countChanges(changes) === 0) throw new NothingToCommitError(position.branch);
  const commit = await commitDetected(copy, position, changes, message, options);
  const { added, modified, deleted } = changes.documents;
  return {
    commit,
    branch: position.branch,
    added: added.length,
    modified: modified.length,
    deleted: deleted.length,
  };
}

/**
 * Where the working copy stands, at the end of its branch.
 *
 * @throws {@link DetachedError} `DETACHED`
 * @throws {@link BranchMovedError} `BRANCH_MOVED`
 */
export async function requireHead(
  copy: WorkingCopy,
  operationName: string,
  options: CallOptions,
): Promise<BranchPosition> {
  const position = copy.branchPosition(operationName);
  if ((await copy.headOf(position, options)) !== position.commit) throw new BranchMovedError(position.branch);
  return position;
}

/** Commits changes that were just detected. */
export async function commitDetected(
  copy: WorkingCopy,
  { branch, commit: expectedHead }: BranchPosition,
  changes: LocalChanges,
  message: string,
  options: CommitOptions,
): Promise<string> {
  const { repository, state, toDolt } = copy;
  const staged: HashChange[] = [];
  const author = options.author ?? copy.author;
  const commit = await journalledWrite(copy, "commit", branch, () => {
    const staging = toDolt.stage(changes, (hashes) => staged.push(...hashes));
    return repository.commit(branch, { expectedHead, message, author, changes: staging }, options);
  });
  state.transaction(() => {
    noteCommitted(copy, changes, staged);
    state.setPosition({ branch, commit });
    state.setJournal(undefined);
  });
  return commit;
}

function noteCommitted({ state }: WorkingCopy, changes: LocalChanges, staged: readonly HashChange[]): void {
  for (const { id } of changes.collections.deleted) state.removeCollection(id);
  for (const { row, chroma } of changes.current) {
    // As of the reading: a write since then has moved the counter and is found the next time.
    state.putCollection({ ...row, chromaId: chroma.chromaId, counter: chroma.counter });
  }
  state.setHashes(staged);
}
