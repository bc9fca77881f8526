import { encodeJson } from "@stemma/core";
import type { GetResult } from "../../model/records.js";
import type { CollectionHeader } from "../transfer-record.js";

/** How vectors are written: as numbers, or as the base64 of their little-endian float32 bytes, a quarter of the size. */
export type JsonVectors = "numbers" | "base64";

/** The first line of an exported file. */
export function encodeHeader(header: CollectionHeader): string {
  return `${encodeJson({ collection: header })}\n`;
}

/**
 * A page of records as lines. A number is written with the digits of the double that equals it, so that it comes back as
 * the same float32.
 */
export function encodePage(page: GetResult, vectors: JsonVectors): string {
  const { ids, embeddings, dimension, documents, metadatas, uris } = page;
  const lines = ids.map((id, row) => {
    const vector = embeddings.subarray(row * dimension, (row + 1) * dimension);
    return encodeJson({
      id,
      document: documents[row] ?? null,
      metadata: metadatas[row] ?? null,
      ...(typeof uris[row] === "string" ? { uri: uris[row] } : {}),
      embedding: dimension === 0 ? null : vectors === "base64" ? base64Of(vector) : Array.from(vector),
    });
  });
  return lines.map((line) => `${line}\n`).join("");
}

function base64Of({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
