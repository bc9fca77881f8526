import { currentHash } from "../../canonical/content-hash.js";
import type { CollectionRow } from "../../model/collection-row.js";
import type { DocumentRow } from "../../model/document-row.js";
import type { SqlParameter, SqlRow, SqlValue } from "./sql-engine.js";

/** In the order of `COLLECTION_COLUMNS`. */
export function collectionParameters(row: CollectionRow): SqlParameter[] {
  return [row.id, row.name, row.metadata, row.configuration, row.embeddingModel, row.dimension];
}

/** In the order of `COLLECTION_COLUMNS`, from `offset` on; `null` when there is no row on this side. */
export function toCollectionRow(values: SqlRow, offset = 0): CollectionRow | null {
  const [id, name, metadata, configuration, embeddingModel, dimension] = values.slice(offset, offset + 6);
  if (typeof id !== "string") return null;
  return {
    id,
    name: text(name),
    metadata: optionalText(metadata),
    configuration: optionalText(configuration),
    embeddingModel: optionalText(embeddingModel),
    dimension: typeof dimension === "number" ? dimension : null,
  };
}

/** In the order of `DOCUMENT_COLUMNS`. */
export function documentParameters(row: DocumentRow): SqlParameter[] {
  return [
    row.collection,
    row.id,
    row.document,
    row.uri,
    row.metadata,
    row.contentHash,
    row.embeddingModel,
    row.embedding,
    row.isStale ? 1 : 0,
  ];
}

/** In the order of `DOCUMENT_COLUMNS`. */
export function toDocumentRow(values: SqlRow): DocumentRow {
  const [collection, id, document, uri, metadata, contentHash, embeddingModel, embedding, stale] = values;
  const content = {
    document: optionalText(document),
    uri: optionalText(uri),
    metadata: optionalText(metadata),
    embeddingModel: optionalText(embeddingModel),
    embedding: vector(embedding),
  };
  return {
    collection: text(collection),
    id: text(id),
    ...content,
    contentHash: currentHash(content, text(contentHash)),
    isStale: stale === 1,
  };
}

/** The text in a column that is never empty. */
export function text(value: SqlValue | undefined): string {
  if (typeof value !== "string") throw new TypeError(`expected text from the database, not ${typeof value}`);
  return value;
}

/** The text in a column, or `null`. */
export function optionalText(value: SqlValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** Little-endian float32, copied: the bytes need not lie at a multiple of four. */
function vector(value: SqlValue | undefined): Float32Array {
  if (!ArrayBuffer.isView(value)) throw new TypeError("expected a vector");
  const bytes = new Uint8Array(value.byteLength);
  bytes.set(value);
  return new Float32Array(bytes.buffer);
}
