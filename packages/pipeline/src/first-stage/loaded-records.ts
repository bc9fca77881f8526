import { isTextPath } from "../names/is-text-path.js";
import type { Database } from "./open-first-stage.js";
import { QuantisedVectors } from "./quantised-vectors.js";
import { READ_RECORDS, READ_VERSION } from "./queries/first-stage-queries.js";
import type { ScoredRecord } from "./scored-records.js";

/** What a question needs of all records, in memory. */
export interface LoadedRecords {
  readonly records: readonly ScoredRecord[];
  /** Position of a record by its row. */
  readonly positions: ReadonlyMap<number, number>;
  readonly vectors: QuantisedVectors;
}

/** Grows with whatever another process writes; what this connection writes does not change it. */
export function versionOf(database: Database): number {
  return (database.prepare(READ_VERSION).get() as { data_version: number }).data_version;
}

/** Reads the whole table: some milliseconds for thousands of records. */
export function loadRecords(database: Database, dimension: number): LoadedRecords {
  const rows = database.prepare(READ_RECORDS).all() as {
    row: number;
    id: string;
    path: string;
    vector: Uint8Array;
  }[];
  const vectors = new QuantisedVectors(rows.length, dimension);
  rows.forEach(({ vector }, position) => vectors.set(position, vector));
  return {
    records: rows.map(({ id, path }) => ({ id, path, isText: isTextPath(path) })),
    positions: new Map(rows.map(({ row }, position) => [row, position])),
    vectors,
  };
}
