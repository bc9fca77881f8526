import type { Where as ClientWhere, WhereDocument as ClientWhereDocument, Collection } from "chromadb";
import type { RecordFilter } from "../records.js";
import type { RecordPiece } from "../service/record-pieces.js";

/** What the npm client's writes take. */
export type ClientRecords = Parameters<Collection["upsert"]>[0];

/** A piece of a write as the npm client wants it. */
export function clientRecords(piece: RecordPiece): ClientRecords {
  const { ids, vectors, dimension, documents, metadatas, uris } = piece;
  const embeddings = vectors ? rowsOf(vectors, dimension) : undefined;
  return given({ ids, embeddings, documents, metadatas, uris }) as unknown as ClientRecords;
}

/** A filter as the npm client wants it. */
export function clientFilter({ ids, where, whereDocument }: RecordFilter) {
  return {
    ...(ids ? { ids: [...ids] } : {}),
    ...(where ? { where: where as ClientWhere } : {}),
    ...(whereDocument ? { whereDocument: whereDocument as ClientWhereDocument } : {}),
  };
}

/** The fields that have a value: the client takes `undefined` and `null` for values. */
export function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** Vectors one by one. */
export function rowsOf(data: Float32Array, dimension: number): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start < data.length; start += dimension)
    rows.push(Array.from(data.subarray(start, start + dimension)));
  return rows;
}
