import { type CallOptions, ClosedError, Deadline, hasErrorCode, InvalidArgumentError } from "@stemma/core";
import { BranchInUseError } from "../../errors/branch-in-use-error.js";
import { BranchMovedError } from "../../errors/branch-moved-error.js";
import { RemoteEmptyError } from "../../errors/remote-empty-error.js";
import { RemoteExistsError } from "../../errors/remote-exists-error.js";
import { UnknownRemoteError } from "../../errors/unknown-remote-error.js";
import { defaultHistoryLimits } from "../../limits/history-limits.js";
import type { RepositoryDiff } from "../../model/changes.js";
import type { CollectionRow } from "../../model/collection-row.js";
import type { DocumentKey, DocumentRow } from "../../model/document-row.js";
import type { Branch, CommitSummary, Remote, RemoteBranch, Tag } from "../../model/history.js";
import type {
  CommitRequest,
  DocumentSelection,
  FetchOptions,
  MergeRequest,
  PushRequest,
  ReachedStep,
  Repository,
} from "../repository.js";
import { mergeBaseOf, readLog } from "./ancestry.js";
import { readCollectionRows, readDiff, readDocumentPage, readHashRows } from "./contents.js";
import { fetchJudged } from "./fetch-judged.js";
import {
  QUARANTINE,
  requireAuthor,
  requireMessage,
  requireRemoteName,
  requireRemoteUrl,
  requireText,
} from "./legal-texts.js";
import { call, createBranch, createTag, deleteBranch, deleteTag } from "./ref-writes.js";
import { readBranches, readRemoteBranches, readRemotes, readTags, shown } from "./refs.js";
import { findBranch, resolveRef, resolveStart } from "./resolve-ref.js";
import type { SqlEngine, SqlSession } from "./sql-engine.js";
import { SqlFailure } from "./sql-failure.js";
import { type FailureContext, translateFailure } from "./translate-failure.js";
import { finishCommit, mergeKeepingOurs, stageBatches } from "./writes.js";

const DEFAULT_TIMEOUT_MS = 60_000;

/** The branch that every repository begins with. */
export const DEFAULT_BRANCH = "main";

/** The repository over either database; what differs between them is in the engine. */
export class SqlRepository implements Repository {
  reachedStep: ReachedStep = () => Promise.resolve();
  readonly #engine: SqlEngine;
  readonly #remove: () => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  /** @param remove - Takes away what was made for it, and its engine with it. */
  constructor(engine: SqlEngine, remove: () => Promise<void> = () => engine.close()) {
    this.#engine = engine;
    this.#remove = remove;
  }

  get kind(): "doltlite" | "dolt" {
    return this.#engine.kind;
  }

  get location(): string {
    return this.#engine.location;
  }

  resolve(ref: string, options: CallOptions & { readonly mustHoldTables?: boolean } = {}): Promise<string> {
    const find = options.mustHoldTables === true ? resolveStart : resolveRef;
    return this.#query("Resolve", options, (session) => find(session, ref), { ref });
  }

  listBranches(options?: CallOptions): Promise<Branch[]> {
    return this.#query("ListBranches", options, async (session) => shown(await readBranches(session)));
  }

  createBranch(name: string, at: string, options?: CallOptions): Promise<void> {
    const work = (session: SqlSession): Promise<void> => createBranch(this.#engine, session, name, at);
    return this.#query("CreateBranch", options, work, { branch: name, ref: at });
  }

  deleteBranch(name: string, options: CallOptions & { readonly force?: boolean } = {}): Promise<void> {
    const { force = false } = options;
    return this.#run("DeleteBranch", options, { branch: name }, async (deadline) => {
      if (name === DEFAULT_BRANCH) throw new BranchInUseError(name);
      await this.#engine.onBranch(deadline, DEFAULT_BRANCH, (session) =>
        deleteBranch(this.#engine, session, name, force),
      );
    });
  }

  moveBranch(name: string, to: string, options?: CallOptions): Promise<void> {
    return this.#run("MoveBranch", options, { branch: name, ref: to }, async (deadline) => {
      const session = this.#engine.session(deadline);
      const commit = await resolveStart(session, to);
      const branch = await findBranch(session, name);
      await this.#engine.onBranch(deadline, branch.storedName, (there) =>
        this.#call(there, "dolt_reset", "--hard", commit),
      );
    });
  }

  listTags(options?: CallOptions): Promise<Tag[]> {
    return this.#query("ListTags", options, async (session) => shown(await readTags(session)));
  }

  createTag(
    name: string,
    at: string,
    options: CallOptions & { readonly message?: string | undefined } = {},
  ): Promise<void> {
    const message = options.message?.trim() ? options.message : name;
    const work = (session: SqlSession): Promise<void> => {
      if (options.message !== undefined) requireText("the message", options.message);
      return createTag(this.#engine, session, name, at, message);
    };
    return this.#query("CreateTag", options, work, { tag: name, ref: at });
  }

  deleteTag(name: string, options?: CallOptions): Promise<void> {
    const work = (session: SqlSession): Promise<void> => deleteTag(this.#engine, session, name);
    return this.#query("DeleteTag", options, work, { ref: name });
  }

  log(
    ref: string,
    options: CallOptions & { readonly limit?: number | undefined } = {},
  ): Promise<CommitSummary[]> {
    return this.#run("Log", options, { ref }, async (deadline) => {
      const { limit = 0 } = options;
      if (!Number.isSafeInteger(limit) || limit < 0) {
        throw new InvalidArgumentError(`a log is limited by a whole number, not by ${limit}`);
      }
      const commit = await resolveRef(this.#engine.session(deadline), ref);
      return readLog(this.#engine, deadline, commit, options.limit);
    });
  }

  mergeBase(one: string, other: string, options?: CallOptions): Promise<string | null> {
    return this.#query("MergeBase", options, (session) => mergeBaseOf(session, one, other), { ref: other });
  }

  readCollections(ref: string, options?: CallOptions): Promise<CollectionRow[]> {
    return this.#readAt("ReadCollections", ref, options, (deadline, commit) =>
      readCollectionRows(this.#engine, deadline, commit),
    );
  }

  async *readDocuments(
    ref: string,
    selection: DocumentSelection,
    options?: CallOptions,
  ): AsyncGenerator<readonly DocumentRow[]> {
    const commit = await this.resolve(ref, options);
    let position = "";
    for (;;) {
      const { rows, next } = await this.#run("ReadDocuments", options, { ref }, (deadline) =>
        readDocumentPage(this.#engine, deadline, commit, selection, position),
      );
      if (rows.length > 0) yield rows;
      if (next === undefined) return;
      position = next;
    }
  }

  readHashes(
    ref: string,
    options?: CallOptions,
  ): Promise<readonly (DocumentKey & { readonly contentHash: string })[]> {
    return this.#readAt("ReadHashes", ref, options, (deadline, commit) =>
      readHashRows(this.#engine, deadline, commit),
    );
  }

  diff(from: string, to: string, options?: CallOptions): Promise<RepositoryDiff> {
    return this.#run("Diff", options, { ref: to }, async (deadline) => {
      const session = this.#engine.session(deadline);
      const [older, newer] = [await resolveRef(session, from), await resolveRef(session, to)];
      return readDiff(this.#engine, deadline, older, newer);
    });
  }

  commit(branch: string, request: CommitRequest, options?: CallOptions): Promise<string> {
    return this.#write(
      "Commit",
      branch,
      request,
      {},
      async (session) => {
        await stageBatches(session, request.changes);
        await this.reachedStep("rows-staged");
        return finishCommit(this.#engine, session, request);
      },
      options,
    );
  }

  merge(branch: string, request: MergeRequest, options?: CallOptions): Promise<string> {
    return this.#write(
      "Merge",
      branch,
      request,
      { ref: request.theirs },
      async (session) => {
        await mergeKeepingOurs(this.#engine, session, request.theirs);
        await this.reachedStep("rows-merged");
        await stageBatches(session, request.changes);
        await this.reachedStep("rows-staged");
        return finishCommit(this.#engine, session, request);
      },
      options,
    );
  }

  listRemotes(options?: CallOptions): Promise<Remote[]> {
    return this.#query("ListRemotes", options, async (session) =>
      (await readRemotes(session)).filter(isShown),
    );
  }

  addRemote(name: string, url: string, options?: CallOptions): Promise<void> {
    const work = async (session: SqlSession): Promise<void> => {
      requireRemoteName(name);
      requireRemoteUrl(url);
      if ((await readRemotes(session)).some((each) => each.name === name)) throw new RemoteExistsError(name);
      await this.#call(session, "dolt_remote", "add", name, await this.#engine.remoteUrl(url));
    };
    return this.#query("AddRemote", options, work, { remote: name });
  }

  removeRemote(name: string, options?: CallOptions): Promise<void> {
    const work = async (session: SqlSession): Promise<void> => {
      if (!(await readRemotes(session)).some((each) => each.name === name))
        throw new UnknownRemoteError(name);
      await this.#call(session, "dolt_remote", "remove", name);
    };
    return this.#query("RemoveRemote", options, work, { remote: name });
  }

  listRemoteBranches(options?: CallOptions): Promise<RemoteBranch[]> {
    return this.#query("ListRemoteBranches", options, async (session) =>
      shown((await readRemoteBranches(session)).filter(({ remote: name }) => isShown({ name }))),
    );
  }

  async push(request: PushRequest, options?: CallOptions): Promise<void> {
    const { remote, branch, force = false, tags = false } = request;
    const url = await this.#remoteUrl(remote, options);
    await this.#run("Push", options, { remote, branch, url }, async (deadline) => {
      const session = this.#engine.session(deadline);
      const pushed = await findBranch(session, branch);
      await this.#engine.prepareRemote(url);
      const names = tags ? (await readTags(session)).map((tag) => tag.storedName) : [];
      const who = this.#engine.remoteArguments(url);
      const forced = force ? ["--force"] : [];
      await this.reachedStep("push-begun");
      await this.#call(session, "dolt_push", ...who, remote, `refs/heads/${pushed.storedName}`, ...forced);
      await this.reachedStep("branch-pushed");
      for (const name of names) {
        await this.#call(session, "dolt_push", ...who, remote, `refs/tags/${name}`);
        await this.reachedStep("tag-pushed");
      }
    });
  }

  async fetch(remote: string, options: FetchOptions = {}): Promise<void> {
    const url = await this.#remoteUrl(remote, options);
    const { limits = defaultHistoryLimits } = options;
    await this.#run("Fetch", options, { remote, url }, async (deadline) => {
      const session = this.#engine.session(deadline);
      if (await this.#engine.isEmptyRemote(url)) throw new RemoteEmptyError(url);
      const takeBack = await this.#engine.traceRemote(url);
      try {
        const request = { remote, url, limits, reachedStep: this.reachedStep };
        await fetchJudged(this.#engine, session, deadline, request);
      } catch (error) {
        await takeBack();
        // Nothing leads to it any more, but it still takes room.
        if (hasErrorCode(error, "HISTORY_TOO_LARGE")) await this.#engine.collectGarbage(deadline);
        throw error;
      }
    });
  }

  collectGarbage(options?: CallOptions): Promise<void> {
    return this.#run("CollectGarbage", options, {}, (deadline) => this.#engine.collectGarbage(deadline));
  }

  close(): Promise<void> {
    return this.#end("CloseRepository", () => this.#engine.close());
  }

  /** Closes one that was made by this object and is not wanted, and removes it; of one that was there before nothing is removed. */
  discard(): Promise<void> {
    return this.#end("RemoveRepository", this.#remove);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #end(operationName: string, work: () => Promise<void>): Promise<void> {
    this.#closing ??= this.#last.then(async () => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof SqlFailure)) throw error;
        throw translateFailure(error, { operationName, location: this.location });
      }
    });
    return this.#closing;
  }

  #call(session: SqlSession, procedure: string, ...parameters: string[]): Promise<void> {
    return call(this.#engine, session, procedure, parameters);
  }

  /** Runs `work` in one transaction on the branch while it is where the request expects it. */
  #write(
    operationName: string,
    branch: string,
    { expectedHead, message, author }: CommitRequest,
    about: Partial<FailureContext>,
    work: (session: SqlSession) => Promise<string>,
    options: CallOptions | undefined,
  ): Promise<string> {
    return this.#run(operationName, options, { branch, ...about }, async (deadline) => {
      requireMessage(message);
      requireAuthor(author);
      const { storedName: stored } = await findBranch(this.#engine.session(deadline), branch);
      return this.#engine.transaction(deadline, stored, async (session) => {
        const { head } = await findBranch(session, branch);
        if (head !== expectedHead) throw new BranchMovedError(branch);
        return work(session);
      });
    });
  }

  async #remoteUrl(name: string, options: CallOptions | undefined): Promise<string> {
    const remote = (await this.listRemotes(options)).find((each) => each.name === name);
    if (!remote) throw new UnknownRemoteError(name);
    return remote.url;
  }

  #query<T>(
    operationName: string,
    options: CallOptions | undefined,
    work: (session: SqlSession) => Promise<T>,
    about: Partial<FailureContext> = {},
  ): Promise<T> {
    return this.#run(operationName, options, about, (deadline) => work(this.#engine.session(deadline)));
  }

  #readAt<T>(
    operationName: string,
    ref: string,
    options: CallOptions | undefined,
    work: (deadline: Deadline, commit: string) => Promise<T>,
  ): Promise<T> {
    return this.#run(operationName, options, { ref }, async (deadline) =>
      work(deadline, await resolveRef(this.#engine.session(deadline), ref)),
    );
  }

  /** Runs after all earlier calls, and turns the database's words into typed errors. */
  #run<T>(
    operationName: string,
    options: CallOptions | undefined,
    about: Partial<FailureContext>,
    work: (deadline: Deadline) => Promise<T>,
  ): Promise<T> {
    if (this.#closing) return Promise.reject(new ClosedError("the repository"));
    const deadline = new Deadline(operationName, options, DEFAULT_TIMEOUT_MS);
    const result = this.#last.then(async () => {
      deadline.check();
      try {
        return await work(deadline);
      } catch (error) {
        if (!(error instanceof SqlFailure)) throw error;
        throw translateFailure(error, { operationName, location: this.location, ...about });
      }
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function isShown({ name }: { readonly name: string }): boolean {
  return name !== QUARANTINE;
}
