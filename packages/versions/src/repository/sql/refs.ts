import type { Branch, Remote, RemoteBranch, Tag } from "../../model/history.js";
import * as queries from "./queries.js";
import { shownName } from "./ref-name.js";
import { optionalText, text } from "./rows.js";
import type { SqlSession } from "./sql-engine.js";

/** What the database calls it, beside the name that is shown. */
export type Stored<T> = T & { readonly storedName: string };

export async function readBranches(session: SqlSession): Promise<Stored<Branch>[]> {
  const rows = await session.query(queries.SELECT_BRANCHES);
  return rows.map(([name, head]) => ({ ...named(text(name)), head: text(head) })).sort(byName);
}

export async function readTags(session: SqlSession): Promise<Stored<Tag>[]> {
  const rows = await session.query(queries.SELECT_TAGS);
  return rows
    .map(([name, commit, message]) => ({
      ...named(text(name)),
      commit: text(commit),
      message: optionalText(message) ?? "",
    }))
    .sort(byName);
}

export async function readRemotes(session: SqlSession): Promise<Remote[]> {
  const rows = await session.query(queries.SELECT_REMOTES);
  return rows.map(([name, url]) => ({ name: text(name), url: text(url) }));
}

/** The database names them `remotes/<remote>/<branch>`. */
export async function readRemoteBranches(session: SqlSession): Promise<Stored<RemoteBranch>[]> {
  const rows = await session.query(queries.SELECT_REMOTE_BRANCHES);
  return rows
    .map(([path, head]) => {
      const [, remote = "", ...branch] = text(path).split("/");
      return { remote, ...named(branch.join("/")), head: text(head) };
    })
    .sort(byName);
}

/** Without what only the database needs to know. */
export function shown<T extends object>(found: readonly Stored<T>[]): T[] {
  return found.map(
    (each) =>
      Object.fromEntries(Object.entries(each).filter(([key]) => key !== "storedName")) as unknown as T,
  );
}

function named(storedName: string): { readonly name: string; readonly storedName: string } {
  return { name: shownName(storedName), storedName };
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}
