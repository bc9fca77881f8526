import { type CallOptions, ClosedError } from "@stemma/core";
import { BranchInUseError } from "../errors/branch-in-use-error.js";
import type { Resolution } from "../merge/conflict.js";
import type { MergePlan } from "../merge/plan-merge.js";
import type { Branch, CommitSummary, Remote, RemoteBranch, Tag } from "../model/history.js";
import type { Repository } from "../repository/repository.js";
import type { Position } from "../state/local-state.js";
import { type CommitOptions, type CommitResult, commitChanges } from "./commit-changes.js";
import type { Differences } from "./describe-diff.js";
import { type ImportResult, importChroma, requireChroma } from "./import-chroma.js";
import { differences, log, type Status, show, status } from "./inspect.js";
import {
  abortMerge,
  type MergeResult,
  mergeRef,
  previewMerge,
  requireMergeable,
  resolveConflicts,
} from "./merge-branch.js";
import type { MergeOptions } from "./merge-policy.js";
import {
  attachWorkingCopy,
  cloneWorkingCopy,
  initWorkingCopy,
  type OpenedWorkingCopy,
  openWorkingCopy,
} from "./open-working-copy.js";
import { type Recovery, recover } from "./recover.js";
import { reset } from "./reset.js";
import { type SearchAtRequest, type SearchHit, searchAt } from "./search-at.js";
import { type MoveResult, moveTo, type SwitchOptions, switchBranch } from "./switch-branch.js";
import { type Verification, verify } from "./verify.js";
import { decideConflicts, type WaitingMerge, waitingMerge } from "./waiting-merge.js";
import type { WorkingCopy } from "./working-copy.js";
import type { WorkingCopyOptions } from "./working-copy-options.js";

const ORIGIN = "origin";

/**
 * git's commands for the collections of a Chroma directory. Operations run one after the other; results are plain data.
 *
 * A writing operation that fails half-way leaves its journal: the next operation or opening finishes what was begun.
 *
 * @example
 * ```ts
 * await using versions = await SyncManager.init({ chroma, state, repository, python, author });
 * await versions.commit("first import");
 * await versions.switchBranch("experiment", { create: true });
 * ```
 */
export class SyncManager implements AsyncDisposable {
  /** What opening found unfinished and finished; `undefined` in the normal case. */
  readonly recovery: Recovery | undefined;
  /** The cloned remote was empty, and a repository was begun for it. */
  readonly usedFallback: boolean;
  readonly #copy: WorkingCopy;
  #last: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  private constructor({ copy, recovery, usedFallback }: OpenedWorkingCopy) {
    this.#copy = copy;
    this.recovery = recovery;
    this.usedFallback = usedFallback;
  }

  /** Rejects with WORKING_COPY_MISSING, WORKING_COPY_LOCKED, LOCAL_STATE_CORRUPT, REPOSITORY_MISSING, REPOSITORY_CORRUPT. */
  static async open(options: WorkingCopyOptions): Promise<SyncManager> {
    return new SyncManager(await openWorkingCopy(options));
  }

  /** Begins a repository; what Chroma holds already is there to be committed. Rejects with WORKING_COPY_EXISTS, REPOSITORY_EXISTS. */
  static async init(options: WorkingCopyOptions): Promise<SyncManager> {
    return new SyncManager(await initWorkingCopy(options));
  }

  /**
   * A further working copy of a repository that is there, on one of its branches, or alone at a tag or commit. An empty Chroma is filled; with `keep` one
   * that is not stays as it is, and what differs from the branch shows as uncommitted: so a working copy whose own file was
   * lost is made again. Rejects with UNKNOWN_REF, WORKING_COPY_EXISTS, and without `keep` DIRTY_WORKING_COPY.
   */
  static async attach(
    options: WorkingCopyOptions,
    ref: string,
    { keep = false }: { readonly keep?: boolean } = {},
  ): Promise<SyncManager> {
    return new SyncManager(await attachWorkingCopy(options, ref, keep));
  }

  /**
   * From an empty or absent remote a repository is begun instead: see {@link SyncManager.usedFallback}. At a tag or a commit the
   * working copy stands alone, on no branch. A refusal leaves nothing behind. Rejects with UNKNOWN_REF, DIRTY_WORKING_COPY,
   * WORKING_COPY_EXISTS, REPOSITORY_EXISTS, REMOTE_UNAVAILABLE, FOREIGN_REPOSITORY, HISTORY_TOO_LARGE.
   *
   * @param ref - A branch, a tag or a commit of the remote; default `main`.
   */
  static async clone(options: WorkingCopyOptions, url: string, ref?: string): Promise<SyncManager> {
    return new SyncManager(await cloneWorkingCopy(options, url, ref));
  }

  /** The history itself, for what has no method here. */
  get repository(): Repository {
    return this.#copy.repository;
  }

  /** Branch and commit that Chroma was last equal to; reads nothing of Chroma. */
  position(): Promise<Position> {
    return this.#run((copy) => Promise.resolve(copy.position()));
  }

  status(options: CallOptions = {}): Promise<Status> {
    return this.#run((copy) => status(copy, options));
  }

  /** Rejects with NOTHING_TO_COMMIT, BRANCH_MOVED, MERGE_IN_PROGRESS, INCOMPLETE_READ; then nothing is changed. */
  commit(message: string, options: CommitOptions = {}): Promise<CommitResult> {
    return this.#run((copy) => commitChanges(copy, message, options));
  }

  /** The newest first, without the storage's own beginning; of the current branch by default. */
  log(
    options: CallOptions & { readonly ref?: string | undefined; readonly limit?: number | undefined } = {},
  ): Promise<CommitSummary[]> {
    return this.#run((copy) => log(copy, options));
  }

  /** Between two refs, from a ref to the current commit, or, without any, what is not committed. */
  diff(from?: string, to?: string, options: CallOptions = {}): Promise<Differences> {
    return this.#run((copy) => differences(copy, from, to, options));
  }

  /** The commit that a ref names; `HEAD` is where the working copy stands. Rejects with UNKNOWN_REF. */
  resolve(ref: string, options: CallOptions = {}): Promise<string> {
    return this.#run((copy) => copy.repository.resolve(copy.ref(ref), options));
  }

  show(ref: string, options: CallOptions = {}): Promise<CommitSummary & Differences> {
    return this.#run((copy) => show(copy, ref, options));
  }

  listBranches(options: CallOptions = {}): Promise<Branch[]> {
    return this.#run((copy) => copy.repository.listBranches(options));
  }

  /** At the current commit by default. */
  createBranch(name: string, at?: string, options: CallOptions = {}): Promise<void> {
    return this.#run((copy) => copy.repository.createBranch(name, copy.ref(at ?? "HEAD"), options));
  }

  /** Rejects with BRANCH_IN_USE for the current branch and for `main`. */
  deleteBranch(name: string, options: CallOptions & { readonly force?: boolean } = {}): Promise<void> {
    return this.#run(async (copy) => {
      if (copy.position().branch === name) throw new BranchInUseError(name);
      await copy.repository.deleteBranch(name, options);
    });
  }

  /** Rejects with DIRTY_WORKING_COPY in mode `block`, and in mode `carry` where both branches differ in a changed document. */
  switchBranch(branch: string, options: SwitchOptions = {}): Promise<MoveResult> {
    return this.#run((copy) => switchBranch(copy, branch, options));
  }

  /** Takes over what other working copies have committed to the current branch. */
  update(options: SwitchOptions = {}): Promise<MoveResult> {
    return this.#run(async (copy) => {
      copy.requireNoMerge("Update");
      const { branch } = copy.branchPosition("Update");
      const commit = await copy.repository.resolve(branch, options);
      return moveTo(copy, "Update", { branch, commit }, { mode: "carry", ...options });
    });
  }

  /** Throws uncommitted changes away; with a ref, moves the branch there. */
  reset(ref?: string, options: CallOptions = {}): Promise<MoveResult> {
    return this.#run((copy) => reset(copy, ref, options));
  }

  /** What a merge would do, with base, ours and theirs of each conflict. Changes nothing. */
  previewMerge(ref: string, options: MergeOptions = {}): Promise<MergePlan> {
    return this.#run((copy) => previewMerge(copy, ref, options));
  }

  /** With open conflicts nothing is changed; decide them by {@link SyncManager.resolveConflicts}, or abort. */
  merge(ref: string, options: MergeOptions = {}): Promise<MergeResult> {
    return this.#run((copy) => mergeRef(copy, ref, options));
  }

  /**
   * Remembers the decisions; the merge is made in one transaction as soon as none is missing. Rejects with NO_MERGE_IN_PROGRESS,
   * INVALID_ARGUMENT, DIRTY_WORKING_COPY; then none of them is remembered.
   */
  resolveConflicts(resolutions: readonly Resolution[], options: MergeOptions = {}): Promise<MergeResult> {
    return this.#run((copy) => resolveConflicts(copy, resolutions, options));
  }

  /** The conflicts of the merge that waits, with what was decided so far. Rejects with NO_MERGE_IN_PROGRESS. */
  conflicts(options: MergeOptions = {}): Promise<WaitingMerge> {
    return this.#run((copy) => waitingMerge(copy, options));
  }

  /**
   * Remembers decisions one by one, by the collection's name, and changes nothing else; then make the merge by
   * {@link SyncManager.resolveConflicts} without any. Rejects with NO_MERGE_IN_PROGRESS, INVALID_ARGUMENT.
   */
  decideConflicts(decisions: readonly Resolution[], options: MergeOptions = {}): Promise<WaitingMerge> {
    return this.#run((copy) => decideConflicts(copy, decisions, options));
  }

  /** Everything stays as it was before the merge. Rejects with NO_MERGE_IN_PROGRESS. */
  abortMerge(): Promise<void> {
    return this.#run((copy) => {
      abortMerge(copy);
      return Promise.resolve();
    });
  }

  listTags(options: CallOptions = {}): Promise<Tag[]> {
    return this.#run((copy) => copy.repository.listTags(options));
  }

  /** At the current commit by default. */
  createTag(
    name: string,
    options: CallOptions & { readonly at?: string | undefined; readonly message?: string | undefined } = {},
  ): Promise<void> {
    return this.#run((copy) => copy.repository.createTag(name, copy.ref(options.at ?? "HEAD"), options));
  }

  deleteTag(name: string, options: CallOptions = {}): Promise<void> {
    return this.#run((copy) => copy.repository.deleteTag(name, options));
  }

  listRemotes(options: CallOptions = {}): Promise<Remote[]> {
    return this.#run((copy) => copy.repository.listRemotes(options));
  }

  listRemoteBranches(options: CallOptions = {}): Promise<RemoteBranch[]> {
    return this.#run((copy) => copy.repository.listRemoteBranches(options));
  }

  addRemote(name: string, url: string, options: CallOptions = {}): Promise<void> {
    return this.#run((copy) => copy.repository.addRemote(name, url, options));
  }

  removeRemote(name: string, options: CallOptions = {}): Promise<void> {
    return this.#run((copy) => copy.repository.removeRemote(name, options));
  }

  /** The current branch to `origin` by default. Rejects with PUSH_REJECTED, UNKNOWN_REMOTE, REMOTE_UNAVAILABLE. */
  push(
    options: CallOptions & {
      readonly remote?: string;
      readonly branch?: string;
      readonly tags?: boolean;
      readonly force?: boolean;
    } = {},
  ): Promise<void> {
    return this.#run(async (copy) => {
      const { remote = ORIGIN, tags = false, force = false } = options;
      const branch = options.branch ?? copy.branchPosition("Push").branch;
      await copy.repository.push({ remote, branch, tags, force }, options);
    });
  }

  fetch(remote: string = ORIGIN, options: CallOptions = {}): Promise<void> {
    return this.#run((copy) => copy.repository.fetch(remote, { ...options, limits: copy.limits }));
  }

  /** Fetches, then merges the remote's branch of the same name. */
  pull(options: MergeOptions & { readonly remote?: string } = {}): Promise<MergeResult> {
    return this.#run(async (copy) => {
      const { branch } = await requireMergeable(copy, "Pull", options);
      const { remote = ORIGIN } = options;
      await copy.repository.fetch(remote, { ...options, limits: copy.limits });
      await copy.reachedStep("fetched");
      return mergeRef(copy, `${remote}/${branch}`, options);
    });
  }

  /**
   * Copies the collections of another Chroma, a directory or a server, to be committed. Rejects with COLLECTION_TAKEN, and
   * with INVALID_ARGUMENT for a directory without Chroma's data.
   */
  importChroma(location: string, options: CallOptions = {}): Promise<ImportResult> {
    return this.#run(async (copy) => {
      await requireChroma(location);
      const source = await copy.openOther(location, options);
      try {
        return await importChroma(copy, source);
      } finally {
        await source.close();
      }
    });
  }

  /** The nearest documents as of a ref, by the vectors of then. */
  searchAt(ref: string, request: SearchAtRequest, options: CallOptions = {}): Promise<SearchHit[]> {
    return this.#run((copy) => searchAt(copy, ref, request, options));
  }

  /** Compares Chroma, the local record and the current commit in full, vectors included. */
  verify(options: CallOptions = {}): Promise<Verification> {
    return this.#run((copy) => verify(copy, options));
  }

  /** Waits for the operation under way. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#last.then(
      () => this.#copy.close(),
      () => this.#copy.close(),
    );
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #run<T>(operation: (copy: WorkingCopy) => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new ClosedError("the working copy"));
    const result = this.#last.then(async () => {
      await recover(this.#copy);
      return operation(this.#copy);
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}
