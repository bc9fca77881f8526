import type { CallOptions } from "@stemma/core";
import { countChanges } from "../detect/local-changes.js";
import { DirtyWorkingCopyError } from "../errors/dirty-working-copy-error.js";
import type { MergeConflict, Resolution } from "../merge/conflict.js";
import { type MergePlan, planMerge } from "../merge/plan-merge.js";
import type { StagedBatch } from "../model/changes.js";
import type { DocumentKey } from "../model/document-row.js";
import { requireAuthor, requireMessage } from "../repository/sql/legal-texts.js";
import { requireHead } from "./commit-changes.js";
import { journalledWrite } from "./journalled-write.js";
import { type MergeOptions, policyOf } from "./merge-policy.js";
import { formatResolutions, joinResolutions, parseResolutions } from "./resolutions.js";
import { requirePending } from "./waiting-merge.js";
import type { BranchPosition, WorkingCopy } from "./working-copy.js";

/** What a merge came to. With `"conflicts"` nothing was changed yet. */
export interface MergeResult {
  readonly outcome: "up-to-date" | "fast-forward" | "merged" | "conflicts";
  /** The head afterwards. */
  readonly commit: string;
  readonly conflicts: readonly MergeConflict[];
  /** Conflicts that were decided. */
  readonly resolved: readonly MergeConflict[];
  readonly renamed: MergePlan["renamed"];
  /** Documents whose text is of one side while what it was written from changed on the other. */
  readonly stale: readonly DocumentKey[];
}

const nothing = { conflicts: [], resolved: [], renamed: [], stale: [] };

/** Computes a merge without making it. */
export async function previewMerge(
  copy: WorkingCopy,
  ref: string,
  options: MergeOptions,
): Promise<MergePlan> {
  const theirs = await copy.repository.resolve(copy.ref(ref), options);
  return planMerge(copy.repository, copy.position().commit, theirs, policyOf(options, []));
}

/**
 * What can be known before there is anything to merge.
 *
 * @throws {@link DetachedError} `DETACHED`
 * @throws {@link BranchMovedError} `BRANCH_MOVED`
 * @throws {@link DirtyWorkingCopyError} `DIRTY_WORKING_COPY`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT`
 */
export async function requireMergeable(
  copy: WorkingCopy,
  operationName: string,
  options: MergeOptions,
): Promise<BranchPosition> {
  copy.requireNoMerge(operationName);
  if (options.message !== undefined) requireMessage(options.message);
  requireAuthor(options.author ?? copy.author);
  const position = await requireHead(copy, operationName, options);
  await requireClean(copy, options);
  return position;
}

/** Merges a ref into the current branch. */
export async function mergeRef(copy: WorkingCopy, ref: string, options: MergeOptions): Promise<MergeResult> {
  const { repository, state } = copy;
  const { commit: ours } = await requireMergeable(copy, "Merge", options);
  const theirs = await repository.resolve(copy.ref(ref), options);
  const plan = await planMerge(repository, ours, theirs, policyOf(options, []));
  if (plan.base === theirs) return { outcome: "up-to-date", commit: ours, ...nothing };
  if (plan.base === ours) return fastForward(copy, theirs);
  if (plan.conflicts.length > 0) {
    state.setPendingMerge({ theirs, name: ref, resolutions: "[]" });
    return { ...resultOf(plan), outcome: "conflicts", commit: ours };
  }
  return finishMerge(copy, plan, ref, options);
}

/** Decides conflicts of the merge under way; it is made as soon as none is left open. */
export async function resolveConflicts(
  copy: WorkingCopy,
  resolutions: readonly Resolution[],
  options: MergeOptions,
): Promise<MergeResult> {
  const pending = requirePending(copy, "Resolve");
  const all = joinResolutions(parseResolutions(pending.resolutions), resolutions);
  const policy = policyOf(options, all);
  const plan = await planMerge(copy.repository, copy.position().commit, pending.theirs, policy);
  if (plan.conflicts.length > 0) {
    copy.state.setPendingMerge({ ...pending, resolutions: formatResolutions(all) });
    return { ...resultOf(plan), outcome: "conflicts", commit: plan.ours };
  }
  await requireClean(copy, options);
  return finishMerge(copy, plan, pending.name, options);
}

/** Forgets the merge under way. Nothing had been changed for it. */
export function abortMerge(copy: WorkingCopy): void {
  requirePending(copy, "Abort");
  copy.state.setPendingMerge(undefined);
}

/** What is not committed would be lost where the merge writes. @throws {@link DirtyWorkingCopyError} `DIRTY_WORKING_COPY` */
async function requireClean(copy: WorkingCopy, options: CallOptions): Promise<void> {
  const dirty = countChanges(await copy.detector.detectLocalChanges(undefined, options));
  if (dirty > 0) throw new DirtyWorkingCopyError("Merge", dirty);
}

async function fastForward(copy: WorkingCopy, theirs: string): Promise<MergeResult> {
  const { branch, commit: ours } = copy.branchPosition("Merge");
  await journalledWrite(copy, "merge", branch, () => copy.repository.moveBranch(branch, theirs));
  await copy.toChroma.apply(ours, { branch, commit: theirs });
  return { outcome: "fast-forward", commit: theirs, ...nothing };
}

async function finishMerge(
  copy: WorkingCopy,
  plan: MergePlan,
  name: string,
  options: MergeOptions,
): Promise<MergeResult> {
  const { repository, state } = copy;
  const { branch } = copy.branchPosition("Merge");
  const request = {
    expectedHead: plan.ours,
    theirs: plan.theirs,
    message: options.message ?? `Merge ${name} into ${branch}`,
    author: options.author ?? copy.author,
    changes: await batchesOf(copy, plan),
  };
  const commit = await journalledWrite(copy, "merge", branch, () =>
    repository.merge(branch, request, options),
  );
  // The merge is made: what is left is to be seen by the journal.
  state.setPendingMerge(undefined);
  await copy.toChroma.apply(plan.ours, { branch, commit });
  return { ...resultOf(plan), outcome: "merged", commit };
}

/** All read before the merge begins: a repository runs one call at a time. */
async function batchesOf({ repository }: WorkingCopy, plan: MergePlan): Promise<StagedBatch[]> {
  const batches = [...plan.batches];
  for (const { collection, commit } of plan.restored) {
    for await (const documents of repository.readDocuments(commit, { collection }))
      batches.push({ documents });
  }
  return batches;
}

function resultOf({
  conflicts,
  resolved,
  renamed,
  stale,
}: MergePlan): Omit<MergeResult, "outcome" | "commit"> {
  return { conflicts, resolved, renamed, stale };
}
