import { type CallOptions, hasErrorCode } from "@stemma/core";
import { RepositoryExistsError } from "../errors/repository-exists-error.js";
import { RepositoryOperationError } from "../errors/repository-operation-error.js";
import { allCommits } from "../forget/all-commits.js";
import { commitRows } from "../forget/commit-rows.js";
import { MadeAgain } from "../forget/made-again.js";
import type { Repository } from "../repository/repository.js";
import { BEGIN_MESSAGE } from "../repository/sql/schema.js";
import { DEFAULT_BRANCH } from "../repository/sql/sql-repository.js";

const WORK_BRANCH = "stemma-copies";

/** What {@link copyHistory} has made. */
export interface CopiedHistory {
  readonly commits: number;
  readonly branches: readonly string[];
  readonly tags: readonly string[];
  /** Not copied: each database has remotes of its own kind. */
  readonly remotes: readonly string[];
}

/** Rows as they are. */
const asTheyAre = {
  collection: <T>(row: T): T => row,
  document: <T>(row: T): T => row,
  isIn: (): boolean => false,
};

/**
 * Makes every commit of a history again in another database, with its rows, vectors, parents, author, date and message; then its
 * branches and tags. So a history leaves a database that can't be had any more. Hashes are others. What a killed process has begun
 * is begun anew; until the end the copy has no branch but an empty `main`.
 *
 * @throws {@link RepositoryExistsError} `REPOSITORY_EXISTS` where the target has a history already
 * @throws {@link RepositoryOperationError} `REPOSITORY_FAILED` where the copy is not the same
 */
export async function copyHistory(
  from: Repository,
  to: Repository,
  options: CallOptions = {},
): Promise<CopiedHistory> {
  const begin = await requireFresh(to, options);
  const again = new MadeAgain(to, WORK_BRANCH, options);
  const hashes = new Map<string, string>();
  let commits = 0;
  for (const commit of await allCommits(from, options)) {
    // What a database makes by itself, and the tables, are there.
    if (commit.parents.length === 0 || commit.message === BEGIN_MESSAGE) {
      hashes.set(commit.hash, begin);
      continue;
    }
    const rows = await commitRows(from, commit, asTheyAre, options);
    const parents = commit.parents.map((hash) => hashes.get(hash) ?? begin);
    hashes.set(commit.hash, await again.make({ ...commit, parents }, rows));
    commits += 1;
  }
  const now = (hash: string): string => hashes.get(hash) ?? begin;
  const branches = await from.listBranches(options);
  for (const { name, head } of branches)
    if (name !== DEFAULT_BRANCH) await to.createBranch(name, now(head), options);
  const tags = await from.listTags(options);
  for (const { name, commit, message } of tags)
    await to.createTag(name, now(commit), { ...options, message: message || undefined });
  for (const { name, head } of branches) await requireSame(from, to, name, head, now(head), options);
  await again.end();
  // Last of all: by it a copy is known to be whole.
  const main = branches.find(({ name }) => name === DEFAULT_BRANCH);
  if (main !== undefined) await to.moveBranch(DEFAULT_BRANCH, now(main.head), options);
  return {
    commits,
    branches: branches.map(({ name }) => name),
    tags: tags.map(({ name }) => name),
    remotes: (await from.listRemotes(options)).map(({ name, url }) => `${name} (${url})`),
  };
}

/** Gives the commit that every history begins with; takes back what an earlier call had begun. */
async function requireFresh(to: Repository, options: CallOptions): Promise<string> {
  const [head] = await to.log(DEFAULT_BRANCH, { ...options, limit: 1 });
  if (head?.message !== BEGIN_MESSAGE) throw new RepositoryExistsError(to.location);
  const branches = (await to.listBranches(options)).filter(({ name }) => name !== DEFAULT_BRANCH);
  if (branches.length > 0 && !branches.some(({ name }) => name === WORK_BRANCH))
    throw new RepositoryExistsError(to.location);
  for (const { name } of await to.listTags(options)) await to.deleteTag(name, options);
  // The work branch last: it says that the others are of a copy.
  for (const { name } of branches.sort((one) => (one.name === WORK_BRANCH ? 1 : -1)))
    await to.deleteBranch(name, { ...options, force: true });
  return head.hash;
}

/** By the hash of every document, and by the collections. */
async function requireSame(
  from: Repository,
  to: Repository,
  branch: string,
  one: string,
  other: string,
  options: CallOptions,
): Promise<void> {
  const stateOf = async (repository: Repository, commit: string): Promise<string> => {
    const hashes = await repository.readHashes(commit, options).catch((error: unknown) => {
      if (hasErrorCode(error, "UNKNOWN_REF")) return [];
      throw error;
    });
    const documents = hashes.map(({ collection, id, contentHash }) =>
      JSON.stringify([collection, id, contentHash]),
    );
    return JSON.stringify([documents.sort(), await repository.readCollections(commit, options)]);
  };
  if ((await stateOf(from, one)) !== (await stateOf(to, other)))
    throw new RepositoryOperationError("CopyHistory", `the copy of the branch ${branch} is not the same`);
}
