import type { Deadline } from "@stemma/core";
import { BranchNotMergedError } from "../../errors/branch-not-merged-error.js";
import type { CommitSummary } from "../../model/history.js";
import * as queries from "./queries.js";
import { readBranches } from "./refs.js";
import { resolveRef } from "./resolve-ref.js";
import { optionalText, text } from "./rows.js";
import type { SqlEngine, SqlSession } from "./sql-engine.js";
import { SqlFailure } from "./sql-failure.js";

/** The newest first. */
export async function readLog(
  engine: SqlEngine,
  deadline: Deadline,
  commit: string,
  limit: number | undefined,
): Promise<CommitSummary[]> {
  const session = engine.session(deadline);
  const rows = await session.query(queries.SELECT_LOG(limit), [
    limit === undefined ? [commit] : [commit, limit],
  ]);
  const parents = new Map<string, string[]>();
  for (const [child, parent] of await session.query(queries.SELECT_PARENTS)) {
    if (typeof parent !== "string") continue;
    const known = parents.get(text(child));
    if (known) known.push(parent);
    else parents.set(text(child), [parent]);
  }
  return rows.map(([hash, name, email, date, message]) => ({
    hash: text(hash),
    parents: parents.get(text(hash)) ?? [],
    message: text(message),
    author: { name: text(name), email: optionalText(email) ?? "" },
    date: isoDate(text(date)),
  }));
}

/** One database writes `2026-11-22 04:49:07`, the other `2026-11-22T04:49:07.123Z`; both mean UTC. */
function isoDate(value: string): string {
  return new Date(value.includes("T") ? value : `${value.replace(" ", "T")}Z`).toISOString();
}

/** `null` when the histories are unrelated. */
export async function mergeBaseOf(session: SqlSession, one: string, other: string): Promise<string | null> {
  const commits = [await resolveRef(session, one), await resolveRef(session, other)];
  try {
    const [row] = await session.query(queries.SELECT_MERGE_BASE, [commits]);
    return optionalText(row?.[0]);
  } catch (error) {
    // One database answers with nothing, the other with an error.
    if (error instanceof SqlFailure && error.message.includes("no common ancestor")) return null;
    throw error;
  }
}

/** @throws {@link BranchNotMergedError} `BRANCH_NOT_MERGED` when no other branch has the commits of this one. */
export async function requireMerged(session: SqlSession, name: string, head: string): Promise<void> {
  for (const other of await readBranches(session)) {
    if (other.name !== name && (await mergeBaseOf(session, head, other.head)) === head) return;
  }
  throw new BranchNotMergedError(name);
}
