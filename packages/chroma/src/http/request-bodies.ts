import type { RecordFilter } from "../model/records.js";

/** A filter in a server's words; what is `undefined` JSON leaves out. */
export function filterBody({ ids, where, whereDocument }: RecordFilter) {
  return { ids, where, where_document: whereDocument };
}

/** Vectors one by one. */
export function rowsOf(data: Float32Array, dimension: number): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start < data.length; start += dimension)
    rows.push(Array.from(data.subarray(start, start + dimension)));
  return rows;
}

/** Vectors one by one as the base64 of their bytes. */
export function base64Of({ buffer, byteOffset, byteLength }: Float32Array, dimension: number): string[] {
  const rows: string[] = [];
  const size = dimension * Float32Array.BYTES_PER_ELEMENT;
  for (let start = 0; start < byteLength; start += size)
    rows.push(Buffer.from(buffer, byteOffset + start, size).toString("base64"));
  return rows;
}
