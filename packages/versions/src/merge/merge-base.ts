import { UnrelatedHistoriesError } from "../errors/unrelated-histories-error.js";
import type { Repository } from "../repository/repository.js";
import { BEGIN_MESSAGE } from "../repository/sql/schema.js";

/**
 * What both sides have in common. A history in which nothing was committed yet has nothing of its own: it is the beginning of any
 * other one, so that the other one is taken over as it is, as git does into an empty repository.
 *
 * @throws {@link UnrelatedHistoriesError} `UNRELATED_HISTORIES`
 */
export async function commonBase(repository: Repository, ours: string, theirs: string): Promise<string> {
  const base = await repository.mergeBase(ours, theirs);
  if (base !== null && !(await isBeforeTables(repository, base))) return base;
  for (const each of [theirs, ours]) if (await isUnborn(repository, each)) return each;
  throw new UnrelatedHistoriesError(ours, theirs);
}

/** Two databases may begin with an equal commit of their own. */
async function isBeforeTables(repository: Repository, commit: string): Promise<boolean> {
  const [found] = await repository.log(commit, { limit: 1 });
  return found?.parents.length === 0;
}

/** It holds the tables and nothing in them. */
async function isUnborn(repository: Repository, commit: string): Promise<boolean> {
  const [found] = await repository.log(commit, { limit: 1 });
  return found?.message === BEGIN_MESSAGE && (await repository.readCollections(commit)).length === 0;
}
