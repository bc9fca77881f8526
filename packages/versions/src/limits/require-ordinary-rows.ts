import { type Deadline, decodeJson } from "@stemma/core";
import { ForeignRepositoryError } from "../errors/foreign-repository-error.js";
import type { CollectionRow } from "../model/collection-row.js";
import { readCollectionRows } from "../repository/sql/contents.js";
import * as queries from "../repository/sql/queries.js";
import type { SqlEngine } from "../repository/sql/sql-engine.js";

/** What Chroma takes for the name of a collection. */
const COLLECTION_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]$/;

/**
 * Whether a commit holds what can be put into a Chroma. What can't would fail half-way, and leave a working copy that nothing can
 * be done with.
 *
 * @throws {@link ForeignRepositoryError} `FOREIGN_REPOSITORY`
 */
export async function requireOrdinaryRows(
  engine: SqlEngine,
  deadline: Deadline,
  { url, head }: { readonly url: string; readonly head: string },
): Promise<void> {
  const because = await oddity(engine, deadline, head);
  if (because !== undefined) throw new ForeignRepositoryError(url, { because });
}

async function oddity(engine: SqlEngine, deadline: Deadline, head: string): Promise<string | undefined> {
  let rows: CollectionRow[];
  try {
    rows = await readCollectionRows(engine, deadline, head);
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  for (const row of rows) {
    const named = JSON.stringify(row.name.slice(0, 80));
    if (!COLLECTION_NAME.test(row.name)) return `no collection of Chroma can be named ${named}`;
    for (const value of [row.metadata, row.configuration])
      if (value !== null && !isJsonObject(value)) return `the collection ${named} has metadata that are none`;
    if (row.dimension !== null) {
      const sql = queries.COUNT_OTHER_LENGTHS;
      const parameters = [row.id, row.dimension * Float32Array.BYTES_PER_ELEMENT];
      const [[count] = []] = await engine.queryAt(deadline, head, "documents", sql, parameters);
      if (Number(count) > 0) return `the collection ${named} has vectors of several lengths`;
    }
  }
  const isOdd = engine.oddDocument();
  const [[count] = []] = await engine.queryAt(deadline, head, "documents", queries.COUNT_WHERE(isOdd));
  return Number(count) > 0 ? `${Number(count)} of its documents are none` : undefined;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = decodeJson(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
