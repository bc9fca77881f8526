import { BranchExistsError } from "../../errors/branch-exists-error.js";
import { InvalidNameError } from "../../errors/invalid-name-error.js";
import { TagExistsError } from "../../errors/tag-exists-error.js";
import { UnknownRefError } from "../../errors/unknown-ref-error.js";
import { requireMerged } from "./ancestry.js";
import { isLegalName, storedName } from "./ref-name.js";
import { readBranches, readRemoteBranches, readTags } from "./refs.js";
import { findBranch, resolveRef, resolveStart } from "./resolve-ref.js";
import type { SqlEngine, SqlSession } from "./sql-engine.js";

/**
 * @throws {@link InvalidNameError} `INVALID_NAME`
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 * @throws {@link BranchExistsError} `BRANCH_EXISTS`
 */
export async function createBranch(
  engine: SqlEngine,
  session: SqlSession,
  name: string,
  at: string,
): Promise<void> {
  if (!isLegalName(name)) throw new InvalidNameError("branch", name);
  const commit = await resolveStart(session, at);
  if ((await readBranches(session)).some((each) => each.name === name)) throw new BranchExistsError(name);
  // Under the name that a remote has it by: another program may have named it in its own way.
  const remote = (await readRemoteBranches(session)).find((each) => each.name === name);
  await call(engine, session, "dolt_branch", [remote?.storedName ?? storedName(name), commit]);
}

/**
 * From another branch: a connection can't delete the one it is on.
 *
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 * @throws {@link BranchNotMergedError} `BRANCH_NOT_MERGED`
 */
export async function deleteBranch(
  engine: SqlEngine,
  session: SqlSession,
  name: string,
  force: boolean,
): Promise<void> {
  const branch = await findBranch(session, name);
  if (!force) await requireMerged(session, name, branch.head);
  await call(engine, session, "dolt_branch", ["-D", branch.storedName]);
}

/**
 * @throws {@link InvalidNameError} `INVALID_NAME`
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 * @throws {@link TagExistsError} `TAG_EXISTS`
 */
export async function createTag(
  engine: SqlEngine,
  session: SqlSession,
  name: string,
  at: string,
  message: string,
): Promise<void> {
  if (!isLegalName(name)) throw new InvalidNameError("tag", name);
  const commit = await resolveRef(session, at);
  if ((await readTags(session)).some((each) => each.name === name)) throw new TagExistsError(name);
  await call(engine, session, "dolt_tag", [storedName(name), commit, "-m", message]);
}

/** @throws {@link UnknownRefError} `UNKNOWN_REF` */
export async function deleteTag(engine: SqlEngine, session: SqlSession, name: string): Promise<void> {
  const tag = (await readTags(session)).find((each) => each.name === name);
  if (!tag) throw new UnknownRefError(name);
  await call(engine, session, "dolt_tag", ["-d", tag.storedName]);
}

/** Calls one of the database's version-control procedures. */
export async function call(
  engine: SqlEngine,
  session: SqlSession,
  procedure: string,
  parameters: readonly string[],
): Promise<void> {
  await session.query(engine.call(procedure, parameters.length), [parameters]);
}
