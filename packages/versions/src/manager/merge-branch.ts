import type { CallOptions } from "@stemma/core";
import { countChanges } from "../detect/local-changes.js";
import { BranchMovedError } from "../errors/branch-moved-error.js";
import { DirtyWorkingCopyError } from "../errors/dirty-working-copy-error.js";
import { NoMergeInProgressError } from "../errors/no-merge-in-progress-error.js";
import { isAbout, type MergeConflict, type Resolution } from "../merge/conflict.js";
import { type MergePlan, type MergePolicy, planMerge } from "../merge/plan-merge.js";
import type { StagedBatch } from "../model/changes.js";
import type { DocumentKey } from "../model/document-row.js";
import type { Author } from "../model/history.js";
import type { WorkingCopy } from "./working-copy.js";

/** What decides conflicts: one side throughout, nobody (`field`: fields are merged, conflicts wait), or the caller. */
export type MergeStrategy = "ours" | "theirs" | "field" | "custom";

/** How to merge. */
export interface MergeOptions extends CallOptions {
  /** Default `"field"`; `"custom"` asks `resolve`. */
  readonly strategy?: MergeStrategy;
  readonly resolve?: (conflict: MergeConflict) => Resolution | undefined;
  readonly message?: string;
  readonly author?: Author;
  /** Metadata keys that tell what a text was written from. Default `["source_hash"]`. */
  readonly sourceFields?: readonly string[];
  /** Metadata keys that are computed from the rest, such as line numbers: they follow the text and are no conflict. Default none. */
  readonly derivedFields?: readonly string[];
}

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

/** Merges a ref into the current branch. */
export async function mergeRef(copy: WorkingCopy, ref: string, options: MergeOptions): Promise<MergeResult> {
  copy.requireNoMerge("Merge");
  const { repository, state } = copy;
  const { branch, commit: ours } = copy.position();
  const theirs = await repository.resolve(copy.ref(ref), options);
  if ((await repository.resolve(branch, options)) !== ours) throw new BranchMovedError(branch);
  const dirty = countChanges(await copy.detector.detectLocalChanges(undefined, options));
  if (dirty > 0) throw new DirtyWorkingCopyError("Merge", dirty);
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
  const pending = copy.state.pendingMerge();
  if (!pending) throw new NoMergeInProgressError("Resolve");
  const known = parseResolutions(pending.resolutions);
  const all = [...known.filter((old) => !resolutions.some((each) => isSame(each, old))), ...resolutions];
  const plan = await planMerge(
    copy.repository,
    copy.position().commit,
    pending.theirs,
    policyOf(options, all),
  );
  if (plan.conflicts.length > 0) {
    copy.state.setPendingMerge({ ...pending, resolutions: formatResolutions(all) });
    return { ...resultOf(plan), outcome: "conflicts", commit: plan.ours };
  }
  return finishMerge(copy, plan, pending.name, options);
}

/** Forgets the merge under way. Nothing had been changed for it. */
export function abortMerge(copy: WorkingCopy): void {
  if (!copy.state.pendingMerge()) throw new NoMergeInProgressError("Abort");
  copy.state.setPendingMerge(undefined);
}

async function fastForward(copy: WorkingCopy, theirs: string): Promise<MergeResult> {
  const { branch, commit: ours } = copy.position();
  copy.state.setJournal({ operation: "merge", branch });
  await copy.repository.moveBranch(branch, theirs);
  await copy.reachedStep("merge-made");
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
  const { branch } = copy.position();
  state.setJournal({ operation: "merge", branch });
  await copy.reachedStep("merge-journalled");
  const commit = await repository.merge(
    branch,
    {
      expectedHead: plan.ours,
      theirs: plan.theirs,
      message: options.message ?? `Merge ${name} into ${branch}`,
      author: options.author ?? copy.author,
      changes: await batchesOf(copy, plan),
    },
    options,
  );
  await copy.reachedStep("merge-made");
  await copy.toChroma.apply(plan.ours, { branch, commit });
  state.setPendingMerge(undefined);
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

function policyOf(options: MergeOptions, resolutions: readonly Resolution[]): MergePolicy {
  const { strategy = "field", resolve, sourceFields = ["source_hash"], derivedFields = [] } = options;
  const byStrategy = (conflict: MergeConflict): Resolution | undefined => {
    if (strategy === "custom") return resolve?.(conflict);
    if (strategy === "field") return undefined;
    const id = conflict.kind === "document" ? { id: conflict.id } : {};
    return { collection: conflict.collection, ...id, take: strategy };
  };
  return {
    resolve: (conflict) => resolutions.find((each) => isAbout(each, conflict)) ?? byStrategy(conflict),
    sourceFields,
    derivedFields,
  };
}

function isSame(one: Resolution, other: Resolution): boolean {
  return one.collection === other.collection && one.id === other.id;
}

/** Vectors as plain numbers. */
function formatResolutions(resolutions: readonly Resolution[]): string {
  return JSON.stringify(resolutions, (_key, value: unknown) =>
    ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value,
  );
}

function parseResolutions(json: string): Resolution[] {
  return JSON.parse(json, (key, value: unknown) =>
    key === "embedding" ? new Float32Array(value as number[]) : value,
  ) as Resolution[];
}
