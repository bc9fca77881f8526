import type { CallOptions } from "@stemma/core";
import { countChanges } from "../detect/local-changes.js";
import type { CommitSummary } from "../model/history.js";
import { BEGIN_MESSAGE } from "../repository/sql/schema.js";
import { type Differences, describeDiff, describeLocalChanges } from "./describe-diff.js";
import type { WorkingCopy } from "./working-copy.js";

/** Where the working copy stands and what is not committed. */
export interface Status extends Differences {
  /** `null`: on a commit alone, as git's detached HEAD. */
  readonly branch: string | null;
  readonly commit: string;
  readonly isClean: boolean;
  /** Another working copy has committed to the branch: `update` takes it over. */
  readonly isBehindBranch: boolean;
  /** The ref of a merge whose conflicts wait. */
  readonly merging: string | undefined;
}

export async function status(copy: WorkingCopy, options: CallOptions): Promise<Status> {
  const { branch, commit } = copy.position();
  const changes = await copy.detector.detectLocalChanges(undefined, options);
  return {
    branch,
    commit,
    isClean: countChanges(changes) === 0,
    isBehindBranch: (await copy.headOf({ branch, commit }, options)) !== commit,
    merging: copy.state.pendingMerge()?.name,
    ...describeLocalChanges(changes),
  };
}

/** The newest first, without the commits by which the storage itself was set up. */
export async function log(
  copy: WorkingCopy,
  options: CallOptions & { readonly ref?: string | undefined; readonly limit?: number | undefined },
): Promise<CommitSummary[]> {
  const commits = await copy.repository.log(copy.ref(options.ref ?? "HEAD"), options);
  const begin = commits.map(({ message }) => message).lastIndexOf(BEGIN_MESSAGE);
  return begin === -1 ? commits : commits.slice(0, begin);
}

/** Between two refs; without `to` from the current commit to Chroma as it is now. */
export async function differences(
  copy: WorkingCopy,
  from: string | undefined,
  to: string | undefined,
  options: CallOptions,
): Promise<Differences> {
  if (from === undefined) {
    return describeLocalChanges(await copy.detector.detectLocalChanges(undefined, options));
  }
  const { repository } = copy;
  const [older, newer] = [copy.ref(from), copy.ref(to ?? "HEAD")];
  const rows = [
    ...(await repository.readCollections(older, options)),
    ...(await repository.readCollections(newer, options)),
  ];
  return describeDiff(await repository.diff(older, newer, options), rows);
}

/** A commit and what it changed against its first parent. */
export async function show(
  copy: WorkingCopy,
  ref: string,
  options: CallOptions,
): Promise<CommitSummary & Differences> {
  const { repository } = copy;
  const [commit] = await repository.log(copy.ref(ref), { ...options, limit: 1 });
  if (!commit) throw new TypeError("a ref names a commit");
  const [parent] = commit.parents;
  if (parent === undefined) return { ...commit, collections: [], documents: [] };
  const diff = await repository.diff(parent, commit.hash, options);
  const rows = [
    ...diff.collections.flatMap((change) => (change.from === null ? [] : [change.from])),
    ...(await repository.readCollections(commit.hash, options).catch(() => [])),
  ];
  return { ...commit, ...describeDiff(diff, rows) };
}
