import type { Deadline } from "@stemma/core";
import { BranchNotMergedError } from "../../errors/branch-not-merged-error.js";
import { UnknownRefError } from "../../errors/unknown-ref-error.js";
import type { Branch, CommitSummary, Remote, RemoteBranch, Tag } from "../../model/history.js";
import * as queries from "./queries.js";
import { optionalText, text } from "./rows.js";
import type { SqlEngine, SqlRow, SqlSession } from "./sql-engine.js";

export async function resolveRef(session: SqlSession, ref: string): Promise<string> {
  const [row] = await session.query(queries.SELECT_HASH_OF, [[ref]]);
  return text(row?.[0]);
}

/**
 * For a branch to start at or to move to: the database's own initial commit, which lies before the tables, is none.
 *
 * @throws UnknownRefError
 */
export async function resolveStart(session: SqlSession, ref: string): Promise<string> {
  const commit = await resolveRef(session, ref);
  const [row] = await session.query(queries.SELECT_FIRST_PARENT, [[commit]]);
  if (typeof row?.[0] !== "string") throw new UnknownRefError(ref);
  return commit;
}

export async function readBranches(session: SqlSession): Promise<Branch[]> {
  return (await session.query(queries.SELECT_BRANCHES)).map(toBranch);
}

export async function readTags(session: SqlSession): Promise<Tag[]> {
  const rows = await session.query(queries.SELECT_TAGS);
  return rows.map(([name, commit, message]) => ({
    name: text(name),
    commit: text(commit),
    message: optionalText(message) ?? "",
  }));
}

export async function readRemotes(session: SqlSession): Promise<Remote[]> {
  const rows = await session.query(queries.SELECT_REMOTES);
  return rows.map(([name, url]) => ({ name: text(name), url: text(url) }));
}

/** The database names them `remotes/<remote>/<branch>`. */
export async function readRemoteBranches(session: SqlSession): Promise<RemoteBranch[]> {
  const rows = await session.query(queries.SELECT_REMOTE_BRANCHES);
  return rows.map((row) => {
    const { name, head } = toBranch(row);
    const [, remote = "", ...branch] = name.split("/");
    return { remote, name: branch.join("/"), head };
  });
}

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

function toBranch([name, head]: SqlRow): Branch {
  return { name: text(name), head: text(head) };
}

/** One database writes `2026-11-22 04:49:07`, the other `2026-11-22T04:49:07.123Z`; both mean UTC. */
function isoDate(value: string): string {
  return new Date(value.includes("T") ? value : `${value.replace(" ", "T")}Z`).toISOString();
}

/** `null` when the histories are unrelated. */
export async function mergeBaseOf(session: SqlSession, one: string, other: string): Promise<string | null> {
  const commits = [await resolveRef(session, one), await resolveRef(session, other)];
  const [row] = await session.query(queries.SELECT_MERGE_BASE, [commits]);
  return optionalText(row?.[0]);
}

/** @throws BranchNotMergedError when no other branch has the commits of this one. */
export async function requireMerged(session: SqlSession, name: string, head: string): Promise<void> {
  for (const other of await readBranches(session)) {
    if (other.name !== name && (await mergeBaseOf(session, head, other.head)) === head) return;
  }
  throw new BranchNotMergedError(name);
}
