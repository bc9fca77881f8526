import type { StagedBatch } from "../../model/changes.js";
import type { CommitRequest } from "../repository.js";
import * as queries from "./queries.js";
import { collectionParameters, documentParameters, text } from "./rows.js";
import type { SqlEngine, SqlParameter, SqlSession } from "./sql-engine.js";
import { SqlFailure } from "./sql-failure.js";

/** Rows of one statement; keeps a single call into the database short. */
const ROWS_PER_STATEMENT = 500;

/** Writes the batches in their order. */
export async function stageBatches(
  session: SqlSession,
  batches: AsyncIterable<StagedBatch> | Iterable<StagedBatch>,
): Promise<void> {
  for await (const batch of batches) await stageBatch(session, batch);
}

async function stageBatch(session: SqlSession, batch: StagedBatch): Promise<void> {
  const { deletedCollections = [], deletedDocuments = [], collections = [], documents = [] } = batch;
  const ids = deletedCollections.map((id) => [id]);
  await runAll(session, queries.DELETE_DOCUMENTS_OF, ids);
  await runAll(session, queries.DELETE_COLLECTION, ids);
  await runAll(
    session,
    queries.DELETE_DOCUMENT,
    deletedDocuments.map(({ collection, id }) => [collection, id]),
  );
  await runAll(session, queries.REPLACE_COLLECTION, collections.map(collectionParameters));
  await runAll(session, queries.REPLACE_DOCUMENT, documents.map(documentParameters));
}

async function runAll(session: SqlSession, sql: string, rows: readonly SqlParameter[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await session.query(sql, rows.slice(start, start + ROWS_PER_STATEMENT));
  }
}

/** One database answers a conflict with an error and the other with a row; in both the transaction stays open. */
export async function mergeKeepingOurs(
  engine: SqlEngine,
  session: SqlSession,
  theirs: string,
): Promise<void> {
  try {
    await session.query(engine.call("dolt_merge", 3), [["--no-commit", "--no-ff", theirs]]);
  } catch (error) {
    if (!(error instanceof SqlFailure) || !/has \d+ conflict/.test(error.message)) throw error;
  }
  for (const [table] of await session.query(queries.SELECT_CONFLICTED_TABLES)) {
    await session.query(engine.call("dolt_conflicts_resolve", 2), [["--ours", text(table)]]);
  }
}

/** Commits what the transaction wrote; the hash of the commit. */
export async function finishCommit(
  engine: SqlEngine,
  session: SqlSession,
  { message, author, date, mayBeEmpty = false }: Omit<CommitRequest, "expectedHead" | "changes">,
): Promise<string> {
  const signature = `${author.name} <${author.email}>`;
  const words = ["-A", "-m", message, "--author", signature];
  if (date !== undefined) words.push("--date", date);
  if (mayBeEmpty) words.push("--allow-empty");
  const [row] = await session.query(engine.call("dolt_commit", words.length), [words]);
  return text(row?.[0]);
}
