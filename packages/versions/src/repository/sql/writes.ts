import type { StagedBatch } from "../../model/changes.js";
import * as queries from "./queries.js";
import { collectionParameters, documentParameters } from "./rows.js";
import type { SqlParameter, SqlSession } from "./sql-engine.js";

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
