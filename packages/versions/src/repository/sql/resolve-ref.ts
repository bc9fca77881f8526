import { UnknownRefError } from "../../errors/unknown-ref-error.js";
import type { Branch } from "../../model/history.js";
import * as queries from "./queries.js";
import { readBranches, readRemoteBranches, readTags, type Stored } from "./refs.js";
import { optionalText, text } from "./rows.js";
import type { SqlSession } from "./sql-engine.js";
import { SqlFailure } from "./sql-failure.js";

/** Of one database in base 32, of the other in base 16. */
const HASH = /^([0-9a-v]{32}|[0-9a-f]{40})$/;
const BEGINNING_OF_HASH = /^[0-9a-v]{7,}$/;
const UNKNOWN_SPEC =
  /invalid (ref|ancestor) spec|not found|could not resolve|is not a commit|unknown ref|no such|target commit|chunk is missing/i;

/**
 * The commit that a ref names: a whole hash first, then a branch, a tag, a remote's branch, and last a hash of which only the
 * beginning is given, with at least 7 characters. The databases resolve in orders of their own, and know stored names only.
 *
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 */
export async function resolveRef(session: SqlSession, ref: string): Promise<string> {
  const [, name = "", ancestry = ""] = /^([^~^]*)(.*)$/s.exec(ref) ?? [];
  const commit =
    (HASH.test(name) ? await hashOf(session, name) : undefined) ?? (await findCommit(session, name));
  const reached = ancestry === "" ? commit : commit && (await hashOf(session, `${commit}${ancestry}`));
  if (reached === undefined) throw new UnknownRefError(ref);
  return reached;
}

/** The branch of this name, whatever else has it. @throws {@link UnknownRefError} `UNKNOWN_REF` */
export async function findBranch(session: SqlSession, name: string): Promise<Stored<Branch>> {
  const found = (await readBranches(session)).find((each) => each.name === name);
  if (!found) throw new UnknownRefError(name);
  return found;
}

/**
 * For a branch to start at or to move to: the database's own initial commit, which lies before the tables, is none.
 *
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 */
export async function resolveStart(session: SqlSession, ref: string): Promise<string> {
  const commit = await resolveRef(session, ref);
  const [row] = await session.query(queries.SELECT_FIRST_PARENT, [[commit]]);
  if (typeof row?.[0] !== "string") throw new UnknownRefError(ref);
  return commit;
}

async function findCommit(session: SqlSession, name: string): Promise<string | undefined> {
  const branch = (await readBranches(session)).find((each) => each.name === name);
  if (branch) return branch.head;
  const tag = (await readTags(session)).find((each) => each.name === name);
  if (tag) return tag.commit;
  const remotes = await readRemoteBranches(session);
  const remote = remotes.find((each) => `${each.remote}/${each.name}` === name);
  return remote?.head ?? (await findByBeginning(session, name));
}

async function findByBeginning(session: SqlSession, beginning: string): Promise<string | undefined> {
  if (!BEGINNING_OF_HASH.test(beginning)) return undefined;
  const rows = await session.query(queries.SELECT_HASHES_BETWEEN, [[beginning, `${beginning}~`]]);
  return rows.length === 1 ? text(rows[0]?.[0]) : undefined;
}

/** What the database says of a hash, and of steps back from it; `undefined` where there is no commit. */
async function hashOf(session: SqlSession, spec: string): Promise<string | undefined> {
  try {
    const [row] = await session.query(queries.SELECT_HASH_OF, [[spec]]);
    return optionalText(row?.[0]) ?? undefined;
  } catch (error) {
    if (error instanceof SqlFailure && UNKNOWN_SPEC.test(error.message)) return undefined;
    throw error;
  }
}
