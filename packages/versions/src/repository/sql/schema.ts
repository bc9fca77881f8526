import type { Deadline } from "@stemma/core";
import { ForeignRepositoryError } from "../../errors/foreign-repository-error.js";
import type { Author } from "../../model/history.js";
import { type ColumnTypes, CREATE_COLLECTIONS, CREATE_DOCUMENTS } from "./queries.js";
import { resolveRef } from "./resolve-ref.js";
import type { SqlEngine } from "./sql-engine.js";
import { SqlFailure } from "./sql-failure.js";

/** Message of the commit that makes the tables; before it lies only what the database makes by itself. */
export const BEGIN_MESSAGE = "Begin the history";

/** Makes the tables and the first commit on the default branch of a fresh database. */
export async function createSchema(
  engine: SqlEngine,
  deadline: Deadline,
  branch: string,
  types: ColumnTypes,
  author: Author,
): Promise<void> {
  const signature = `${author.name} <${author.email}>`;
  await engine.onBranch(deadline, branch, async (session) => {
    await session.query(CREATE_COLLECTIONS(types));
    await session.query(CREATE_DOCUMENTS(types));
    await session.query(engine.call("dolt_commit", 5), [["-A", "-m", BEGIN_MESSAGE, "--author", signature]]);
  });
}

/** @throws {@link ForeignRepositoryError} `FOREIGN_REPOSITORY` when the branch does not hold the tables. */
export async function requireSchema(engine: SqlEngine, deadline: Deadline, branch: string): Promise<void> {
  const commit = await resolveRef(engine.session(deadline), branch);
  for (const table of ["collections", "documents"]) {
    try {
      await engine.queryAt(deadline, commit, table, (from) => `SELECT id FROM ${from} LIMIT 1`);
    } catch (error) {
      if (!(error instanceof SqlFailure) || !/no such table|table not found/i.test(error.message))
        throw error;
      throw new ForeignRepositoryError(engine.location, { cause: error });
    }
  }
}
