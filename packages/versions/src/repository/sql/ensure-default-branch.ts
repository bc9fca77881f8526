import type { Deadline } from "@stemma/core";
import { readLog } from "./ancestry.js";
import { createBranch } from "./ref-writes.js";
import { readBranches, readRemoteBranches } from "./refs.js";
import { BEGIN_MESSAGE } from "./schema.js";
import type { SqlEngine } from "./sql-engine.js";

/**
 * Every history has its default branch, but a remote may hold other branches alone. A copy of such a remote gets it where the
 * history begins. Where no branch of it begins as a history does, nothing is made.
 */
export async function ensureDefaultBranch(
  engine: SqlEngine,
  deadline: Deadline,
  branch: string,
): Promise<void> {
  const session = engine.session(deadline);
  const branches = await readBranches(session);
  if (branches.some(({ name }) => name === branch)) return;
  for (const { head } of [...branches, ...(await readRemoteBranches(session))]) {
    const commits = await readLog(engine, deadline, head, undefined);
    const beginning = commits.findLast(({ message }) => message === BEGIN_MESSAGE);
    if (beginning === undefined) continue;
    await createBranch(engine, session, branch, beginning.hash);
    return;
  }
}
