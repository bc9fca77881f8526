import type { CallOptions } from "@stemma/core";
import { countChanges, type LocalChanges } from "../detect/local-changes.js";
import { DirtyWorkingCopyError } from "../errors/dirty-working-copy-error.js";
import { UnknownRefError } from "../errors/unknown-ref-error.js";
import { type DocumentKey, keyText } from "../model/document-row.js";
import { requireMessage } from "../repository/sql/legal-texts.js";
import type { Position } from "../state/local-state.js";
import type { ApplyResult, CurrentHashes } from "../sync/dolt-to-chroma-syncer.js";
import { discardChanges } from "../sync/restore-collections.js";
import { commitDetected, requireHead } from "./commit-changes.js";
import type { WorkingCopy } from "./working-copy.js";

/** What becomes of uncommitted changes: refuse, commit them first, take them along, throw them away. */
export type DirtyMode = "block" | "commit" | "carry" | "reset";

/** How to switch. */
export interface SwitchOptions extends CallOptions {
  /** Default `"block"`. */
  readonly mode?: DirtyMode | undefined;
  /** Make the branch first, at the current commit or at this ref. */
  readonly create?: boolean | string | undefined;
  /** Message of the commit of mode `"commit"`. */
  readonly message?: string | undefined;
}

/** Where the working copy went. */
export interface MoveResult extends ApplyResult, Position {
  readonly previous: Position;
}

/** Goes to another branch's head. A branch made for it is gone again when the switch is refused. */
export async function switchBranch(
  copy: WorkingCopy,
  branch: string,
  options: SwitchOptions,
): Promise<MoveResult> {
  copy.requireNoMerge("Switch");
  if (options.mode === "commit") {
    if (options.message !== undefined) requireMessage(options.message);
    await requireHead(copy, "Commit", options);
  }
  const { head, isNew } = await findOrMake(copy, branch, options);
  try {
    return await moveTo(copy, "Switch", { branch, commit: head }, options);
  } catch (error) {
    if (isNew && !copy.state.journal()) await copy.repository.deleteBranch(branch, { force: true });
    throw error;
  }
}

/** Not by resolving the name: a tag or a commit is no branch to stand on. @throws {@link UnknownRefError} `UNKNOWN_REF` */
async function findOrMake(
  copy: WorkingCopy,
  branch: string,
  options: SwitchOptions,
): Promise<{ readonly head: string; readonly isNew: boolean }> {
  const { repository } = copy;
  const { create = false } = options;
  if (create !== false) {
    await repository.createBranch(branch, copy.ref(create === true ? "HEAD" : create), options);
  }
  const known = (await repository.listBranches()).find((each) => each.name === branch);
  if (known) return { head: known.head, isNew: create !== false };
  // A branch that only one remote has, as last fetched, is begun here, too.
  const found = (await repository.listRemoteBranches(options)).filter((each) => each.name === branch);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new UnknownRefError(branch);
  await repository.createBranch(branch, only.head, options);
  return { head: only.head, isNew: true };
}

/** Brings Chroma and the position to a commit that is a branch's head. */
export async function moveTo(
  copy: WorkingCopy,
  operationName: string,
  target: Position,
  options: SwitchOptions,
): Promise<MoveResult> {
  const changes = await copy.detector.detectLocalChanges(undefined, options);
  const previous = copy.position();
  const { current, from } = await settleChanges(copy, operationName, target.commit, changes, options);
  // What was committed just now is the branch's head, also where the working copy is to go to that branch.
  const isCommitted = from !== previous.commit && target.branch === previous.branch;
  const to = isCommitted ? { ...target, commit: from } : target;
  copy.state.setJournal({ operation: operationName, ...to });
  await copy.reachedStep("switch-journalled");
  const applied = await copy.toChroma.apply(from, to, current);
  return { ...to, ...applied, previous };
}

async function settleChanges(
  copy: WorkingCopy,
  operationName: string,
  to: string,
  changes: LocalChanges,
  options: SwitchOptions,
): Promise<{ current: CurrentHashes | undefined; from: string }> {
  const position = copy.position();
  const count = countChanges(changes);
  if (count === 0) return { current: undefined, from: position.commit };
  switch (options.mode ?? "block") {
    case "block":
      throw new DirtyWorkingCopyError(operationName, count);
    case "commit": {
      const head = await requireHead(copy, "Commit", options);
      const message = options.message ?? `Work in progress on ${head.branch}`;
      const from = await commitDetected(copy, head, changes, message, options);
      return { current: undefined, from };
    }
    case "reset":
      await discardChanges(copy, changes, position.commit);
      return { current: undefined, from: position.commit };
    case "carry":
      await requireCarriable(copy, operationName, position.commit, to, changes);
      return { current: changes.hashes, from: position.commit };
  }
}

/** Changes can be taken along only where the branches agree. */
async function requireCarriable(
  copy: WorkingCopy,
  operationName: string,
  from: string,
  to: string,
  { documents, collections }: LocalChanges,
): Promise<void> {
  const diff = await copy.repository.diff(from, to);
  const changed = [...documents.added, ...documents.modified, ...documents.deleted];
  const touched = new Set(diff.documents.map((change: DocumentKey) => keyText(change)));
  const touchedCollections = new Set(diff.collections.map((change) => change.id));
  const locals = [
    ...collections.added.map((each) => each.row.id),
    ...collections.deleted.map((each) => each.id),
    ...collections.renamed.map((each) => each.id),
    ...collections.changed.map((each) => each.row.id),
  ];
  const overlap =
    changed.filter((key) => touched.has(keyText(key)) || touchedCollections.has(key.collection)).length +
    locals.filter((id) => touchedCollections.has(id)).length +
    collections.deleted.filter((each) => diff.documents.some((change) => change.collection === each.id))
      .length;
  if (overlap > 0) throw new DirtyWorkingCopyError(operationName, overlap);
}
