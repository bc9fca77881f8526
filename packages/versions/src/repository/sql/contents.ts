import type { Deadline } from "@stemma/core";
import type { RepositoryDiff } from "../../model/changes.js";
import type { CollectionRow } from "../../model/collection-row.js";
import type { DocumentKey, DocumentRow } from "../../model/document-row.js";
import type { DocumentSelection } from "../repository.js";
import * as queries from "./queries.js";
import { optionalText, text, toCollectionRow, toDocumentRow } from "./rows.js";
import type { SqlEngine, SqlParameter, SqlRow } from "./sql-engine.js";
import { SqlFailure } from "./sql-failure.js";

const NO_TABLE = /no such table|table not found/i;

const IDS_PER_PAGE = 500;

export async function readCollectionRows(
  engine: SqlEngine,
  deadline: Deadline,
  commit: string,
): Promise<CollectionRow[]> {
  const rows = await readTable(engine, deadline, commit, "collections", queries.SELECT_COLLECTIONS);
  return rows.map((row) => toCollectionRow(row)).filter((row) => row !== null);
}

/** The page at a position, and the position of the next one: after an id, or a place in the list of ids. */
export async function readDocumentPage(
  engine: SqlEngine,
  deadline: Deadline,
  commit: string,
  { collection, ids }: DocumentSelection,
  position: string,
): Promise<{ rows: DocumentRow[]; next: string | undefined }> {
  if (!ids) {
    const sql = queries.SELECT_DOCUMENTS_AFTER;
    const found = await readTable(engine, deadline, commit, "documents", sql, [collection, position]);
    const rows = found.map(toDocumentRow);
    return { rows, next: rows.length < 500 ? undefined : rows.at(-1)?.id };
  }
  const start = Number(position);
  const wanted = ids.slice(start, start + IDS_PER_PAGE);
  if (wanted.length === 0) return { rows: [], next: undefined };
  const sql = queries.SELECT_DOCUMENTS_BY_ID(wanted.length);
  const found = await readTable(engine, deadline, commit, "documents", sql, [collection, ...wanted]);
  const end = start + wanted.length;
  return { rows: found.map(toDocumentRow), next: end < ids.length ? String(end) : undefined };
}

export async function readHashRows(
  engine: SqlEngine,
  deadline: Deadline,
  commit: string,
): Promise<(DocumentKey & { readonly contentHash: string })[]> {
  const rows = await readTable(engine, deadline, commit, "documents", queries.SELECT_HASHES);
  return rows.map(([collection, id, hash]) => ({
    collection: text(collection),
    id: text(id),
    contentHash: text(hash),
  }));
}

export async function readDiff(
  engine: SqlEngine,
  deadline: Deadline,
  from: string,
  to: string,
): Promise<RepositoryDiff> {
  if (from === to) return { collections: [], documents: [] };
  const session = engine.session(deadline);
  const collections = await session.query(queries.SELECT_COLLECTION_CHANGES(engine.diffOf("collections")), [
    [from, to],
  ]);
  const documents = await session.query(queries.SELECT_DOCUMENT_CHANGES(engine.diffOf("documents")), [
    [from, to],
  ]);
  return {
    collections: collections.map((row) => {
      const [before, after] = [toCollectionRow(row), toCollectionRow(row, queries.COLLECTION_COLUMNS.length)];
      return { id: (after ?? before)?.id ?? "", from: before, to: after };
    }),
    documents: documents.map(([oldCollection, oldId, oldHash, newCollection, newId, newHash]) => ({
      collection: text(newCollection ?? oldCollection),
      id: text(newId ?? oldId),
      from: optionalText(oldHash),
      to: optionalText(newHash),
    })),
  };
}

/** The database's own first commit lies before the tables: there is nothing in it. Elsewhere a missing table is a failure. */
async function readTable(
  engine: SqlEngine,
  deadline: Deadline,
  commit: string,
  table: string,
  sql: (from: string) => string,
  parameters: readonly SqlParameter[] = [],
): Promise<SqlRow[]> {
  try {
    return await engine.queryAt(deadline, commit, table, sql, parameters);
  } catch (error) {
    if (!(error instanceof SqlFailure) || !NO_TABLE.test(error.message)) throw error;
    const [row] = await engine.session(deadline).query(queries.SELECT_FIRST_PARENT, [[commit]]);
    if (typeof row?.[0] === "string") throw error;
    return [];
  }
}
