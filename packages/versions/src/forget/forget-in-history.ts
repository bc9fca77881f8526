import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { CommitSummary } from "../model/history.js";
import type { Repository } from "../repository/repository.js";
import { allCommits } from "./all-commits.js";
import { type CommitRows, commitRows } from "./commit-rows.js";
import { MadeAgain } from "./made-again.js";
import { moveTag, renewRemote, restoreParked } from "./parked-refs.js";
import { Redaction } from "./redaction.js";

/** The branch that commits are made again on. Left over by a killed process it is removed by the next call. */
const WORK_BRANCH = "stemma-forgets";

/** How {@link forgetInHistory} goes about it. */
export interface ForgetOptions extends CallOptions {
  /** Only say what would be done. Default `false`. */
  readonly isDryRun?: boolean | undefined;
}

/** What {@link forgetInHistory} found, and did unless it was a dry run. */
export interface ForgottenInHistory {
  /** Commits that said the text themselves, in rows or in their message. */
  readonly commits: number;
  /** Commits that are made again: those, and all that were made on top of them. */
  readonly rewritten: number;
  /** Documents and collections, counted once for each commit that wrote them. */
  readonly rows: number;
  readonly branches: readonly string[];
  readonly tags: readonly string[];
  /** Names and ids that hold the text and stay as they are. */
  readonly kept: readonly string[];
  /** Other copies, which still have it. */
  readonly remotes: readonly string[];
  /** From each commit that is made again to the one in its place; of a dry run to itself. */
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * Takes a text out of a history: every commit that says it is made again without it, with its parents, author and date, and so
 * is what was made on top of it; branches and tags go on there, and what nothing leads to any more is removed. Commits before the
 * first one that says it stay as they are. Vectors stay: they were made from the text, and don't contain it.
 *
 * A process that is killed leaves a history in which each branch is either as it was or rewritten; the next call does the rest.
 * Other working copies of the history have to be attached again.
 *
 * @throws {@link RepositoryOperationError} `REPOSITORY_FAILED`, and those of the repository
 */
export async function forgetInHistory(
  repository: Repository,
  text: string,
  { isDryRun = false, ...options }: ForgetOptions = {},
): Promise<ForgottenInHistory> {
  const redaction = new Redaction(text);
  if (!isDryRun) {
    await new MadeAgain(repository, WORK_BRANCH, options).end();
    await restoreParked(repository, options);
  }
  const rewriting = new Rewriting(repository, redaction, options, isDryRun);
  for (const commit of await allCommits(repository, options)) await rewriting.add(commit);
  const moved = await moveRefs(repository, rewriting, redaction, isDryRun, options);
  const remotes = await repository.listRemotes(options);
  if (!isDryRun) {
    await new MadeAgain(repository, WORK_BRANCH, options).end();
    // What was last fetched is the remote's, and says it still.
    for (const { name, url } of remotes) await renewRemote(repository, name, url, options);
    await repository.collectGarbage(options);
  }
  return {
    ...rewriting.counts,
    ...moved,
    remotes: remotes.map(({ name, url }) => `${name} (${url})`),
    hashes: rewriting.hashes,
  };
}

/** Makes commits again, parents first. */
class Rewriting {
  /** From the hash of each commit that is made again to that of the new one; of a dry run to itself. */
  readonly hashes = new Map<string, string>();
  readonly #repository: Repository;
  readonly #redaction: Redaction;
  readonly #options: CallOptions;
  readonly #isDryRun: boolean;
  readonly #kept = new Set<string>();
  #commits = 0;
  #rows = 0;
  readonly #made: MadeAgain;

  constructor(repository: Repository, redaction: Redaction, options: CallOptions, isDryRun: boolean) {
    this.#repository = repository;
    this.#redaction = redaction;
    this.#options = options;
    this.#isDryRun = isDryRun;
    this.#made = new MadeAgain(repository, WORK_BRANCH, options);
  }

  get counts(): Pick<ForgottenInHistory, "commits" | "rewritten" | "rows" | "kept"> {
    return { commits: this.#commits, rewritten: this.hashes.size, rows: this.#rows, kept: [...this.#kept] };
  }

  /** The commit that takes another's place. */
  now(hash: string): string {
    return this.hashes.get(hash) ?? hash;
  }

  async add(commit: CommitSummary): Promise<void> {
    const [first] = commit.parents;
    // What the database makes by itself, before its tables.
    if (first === undefined) return;
    const parents = await this.#withTables(commit.parents);
    const rows = await commitRows(this.#repository, { ...commit, parents }, this.#redaction, this.#options);
    for (const name of rows.kept) this.#kept.add(name);
    const saysIt = rows.redacted > 0 || this.#redaction.isIn(commit.message);
    if (!saysIt && !commit.parents.some((hash) => this.hashes.has(hash))) return;
    if (saysIt) this.#commits += 1;
    this.#rows += rows.redacted;
    this.hashes.set(commit.hash, this.#isDryRun ? commit.hash : await this.#again(commit, rows));
  }

  /** Parents that hold the tables: from the one before them there is nothing to compare. */
  async #withTables(parents: readonly string[]): Promise<string[]> {
    const held: string[] = [];
    for (const hash of parents) {
      try {
        held.push(await this.#repository.resolve(hash, { ...this.#options, mustHoldTables: true }));
      } catch (error) {
        if (!hasErrorCode(error, "UNKNOWN_REF")) throw error;
      }
    }
    return held;
  }

  #again({ parents, message, author, date }: CommitSummary, rows: CommitRows): Promise<string> {
    const again = {
      parents: parents.map((hash) => this.now(hash)),
      message: this.#redaction.text(message),
      author,
      date,
    };
    return this.#made.make(again, rows);
  }
}

async function moveRefs(
  repository: Repository,
  rewriting: Rewriting,
  redaction: Redaction,
  isDryRun: boolean,
  options: CallOptions,
): Promise<Pick<ForgottenInHistory, "branches" | "tags">> {
  const branches = (await repository.listBranches(options)).filter(
    ({ name, head }) => name !== WORK_BRANCH && rewriting.hashes.has(head),
  );
  const tags = (await repository.listTags(options)).filter(
    ({ commit, message }) => rewriting.hashes.has(commit) || redaction.isIn(message),
  );
  for (const { name, head } of isDryRun ? [] : branches)
    await repository.moveBranch(name, rewriting.now(head), options);
  for (const { name, commit, message } of isDryRun ? [] : tags) {
    await moveTag(
      repository,
      { name, commit: rewriting.now(commit), message: redaction.text(message) },
      options,
    );
  }
  return { branches: branches.map(({ name }) => name), tags: tags.map(({ name }) => name) };
}
