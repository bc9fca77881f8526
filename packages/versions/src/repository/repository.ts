import type { CallOptions } from "@stemma/core";
import type { HistoryLimits } from "../limits/history-limits.js";
import type { RepositoryDiff, StagedBatch } from "../model/changes.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentKey, DocumentRow } from "../model/document-row.js";
import type { Author, Branch, CommitSummary, Remote, RemoteBranch, Tag } from "../model/history.js";

/** Called at each named step of a writing operation. */
export type ReachedStep = (step: string) => Promise<void>;

/** What a commit is made of. */
export interface CommitRequest {
  /** The commit that the changes are based on; BRANCH_MOVED when the branch is elsewhere by now. */
  readonly expectedHead: string;
  readonly message: string;
  readonly author: Author;
  /** ISO 8601. Default: now. */
  readonly date?: string | undefined;
  /** Commit though no row differs. Default `false`: NOTHING_TO_COMMIT. */
  readonly mayBeEmpty?: boolean | undefined;
  /** Written in the order given, all in one transaction: either the commit is there, or nothing is. */
  readonly changes: AsyncIterable<StagedBatch> | Iterable<StagedBatch>;
}

/** A merge is a commit with a second parent. */
export interface MergeRequest extends CommitRequest {
  readonly theirs: string;
}

/** Which documents; all of the collection without `ids`. */
export interface DocumentSelection {
  readonly collection: string;
  readonly ids?: readonly string[] | undefined;
}

/** How a remote is fetched or cloned. */
export interface FetchOptions extends CallOptions {
  /** How much it may bring. Default: {@link defaultHistoryLimits}. */
  readonly limits?: HistoryLimits | undefined;
}

/** What to push. */
export interface PushRequest {
  readonly remote: string;
  readonly branch: string;
  /** Also push all tags. Default `false`. */
  readonly tags?: boolean;
  /** Overwrite the remote's branch. Default `false`: PUSH_REJECTED when it has commits that are not here. */
  readonly force?: boolean;
}

/**
 * A history of collections and documents, as git keeps one of files. It knows nothing of Chroma.
 *
 * A `ref` is a branch, a tag, a commit's hash, `<remote>/<branch>`, or one of these with `~n`; UNKNOWN_REF otherwise.
 * Calls run one after the other. Time-outs count from the call and are 60 s unless given; a write that ran out of time
 * is taken back, except that a commit, push or fetch that was already being finished may have happened: look at the log.
 */
export interface Repository extends AsyncDisposable {
  readonly kind: "doltlite" | "dolt";
  readonly location: string;
  /** Called at each named step inside of a write; a test ends the process in it. Does nothing unless set. */
  reachedStep: ReachedStep;

  /** The hash of the commit that a ref names; with `mustHoldTables` not the one that the database makes before its tables. */
  resolve(ref: string, options?: CallOptions & { readonly mustHoldTables?: boolean }): Promise<string>;
  listBranches(options?: CallOptions): Promise<Branch[]>;
  /** Rejects with BRANCH_EXISTS, INVALID_NAME, UNKNOWN_REF. */
  createBranch(name: string, at: string, options?: CallOptions): Promise<void>;
  /** Rejects with BRANCH_NOT_MERGED without `force`, BRANCH_IN_USE for the last branch. */
  deleteBranch(name: string, options?: CallOptions & { readonly force?: boolean }): Promise<void>;
  /** Points a branch to another commit. */
  moveBranch(name: string, to: string, options?: CallOptions): Promise<void>;
  listTags(options?: CallOptions): Promise<Tag[]>;
  /** Rejects with TAG_EXISTS, INVALID_NAME, UNKNOWN_REF. */
  createTag(
    name: string,
    at: string,
    options?: CallOptions & { readonly message?: string | undefined },
  ): Promise<void>;
  deleteTag(name: string, options?: CallOptions): Promise<void>;
  /** The newest first; all without a `limit`. */
  log(ref: string, options?: CallOptions & { readonly limit?: number | undefined }): Promise<CommitSummary[]>;
  /** The youngest common ancestor; `null` when the histories are unrelated. */
  mergeBase(one: string, other: string, options?: CallOptions): Promise<string | null>;

  readCollections(ref: string, options?: CallOptions): Promise<CollectionRow[]>;
  /** In pieces of at most 500, by id. */
  readDocuments(
    ref: string,
    selection: DocumentSelection,
    options?: CallOptions,
  ): AsyncIterable<readonly DocumentRow[]>;
  /** Ids and content hashes of all documents. */
  readHashes(
    ref: string,
    options?: CallOptions,
  ): Promise<readonly (DocumentKey & { readonly contentHash: string })[]>;
  diff(from: string, to: string, options?: CallOptions): Promise<RepositoryDiff>;

  /** The new commit's hash. Rejects with NOTHING_TO_COMMIT, BRANCH_MOVED, REPOSITORY_BUSY, REPOSITORY_FULL. */
  commit(branch: string, request: CommitRequest, options?: CallOptions): Promise<string>;
  /**
   * Merges `theirs` and then writes `changes` over the result, in one transaction: rows that changed on one side only are
   * merged by the database, what changed on both must be among the changes (else ours stays).
   */
  merge(branch: string, request: MergeRequest, options?: CallOptions): Promise<string>;

  listRemotes(options?: CallOptions): Promise<Remote[]>;
  /** Rejects with REMOTE_EXISTS, INVALID_NAME, INVALID_ARGUMENT. */
  addRemote(name: string, url: string, options?: CallOptions): Promise<void>;
  removeRemote(name: string, options?: CallOptions): Promise<void>;
  listRemoteBranches(options?: CallOptions): Promise<RemoteBranch[]>;
  push(request: PushRequest, options?: CallOptions): Promise<void>;
  /** Rejects with REMOTE_EMPTY, REMOTE_UNAVAILABLE, UNKNOWN_REMOTE, HISTORY_TOO_LARGE, FOREIGN_REPOSITORY. */
  fetch(remote: string, options?: FetchOptions): Promise<void>;
  /** Removes what no branch, tag or remote's branch leads to. Whoever else is connected to a server may have to ask again. */
  collectGarbage(options?: CallOptions): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}
