import { encodeJson } from "@stemma/core";
import {
  Field,
  FixedSizeList,
  Float32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import type { GetResult } from "../../model/records.js";
import type { CollectionHeader } from "../transfer-record.js";

/** In the file's own metadata: the collection as JSON. */
export const headerKey = "stemma.collection";

/**
 * The columns of a file: `id`, `document`, `metadata` (JSON) and `uri` as texts, `embedding` as lists of one length of float32.
 *
 * @param dimension - 0 for a collection without vectors, whose file has no such column.
 */
export function arrowSchema(header: CollectionHeader, dimension: number): Schema {
  const text = (name: string, isNullable: boolean): Field => new Field(name, new Utf8(), isNullable);
  const fields = [text("id", false), text("document", true), text("metadata", true), text("uri", true)];
  if (dimension > 0) fields.push(new Field("embedding", vectorType(dimension), false));
  return new Schema(fields, new Map([[headerKey, encodeJson(header)]]));
}

/** A page of records; its vectors lie in the file as they lie in memory. */
export function arrowBatch(schema: Schema, page: GetResult): RecordBatch {
  const { ids, documents, metadatas, uris, embeddings, dimension } = page;
  const texts = (values: readonly (string | null)[]) => vectorFromArray(values, new Utf8()).data[0];
  const present = (values: readonly (string | null)[]): readonly (string | null)[] =>
    values.length > 0 ? values : ids.map(() => null);
  const children = [
    texts(ids),
    texts(present(documents)),
    texts(present(metadatas.map((metadata) => metadata && encodeJson(metadata)))),
    texts(present(uris)),
    ...(dimension > 0 ? [vectorData(embeddings, dimension)] : []),
  ].filter((data) => data !== undefined);
  const data = makeData({ type: new Struct(schema.fields), length: ids.length, nullCount: 0, children });
  return new RecordBatch(schema, data);
}

function vectorType(dimension: number): FixedSizeList<Float32> {
  return new FixedSizeList(dimension, new Field("item", new Float32(), false));
}

function vectorData(embeddings: Float32Array, dimension: number) {
  return makeData({
    type: vectorType(dimension),
    length: embeddings.length / dimension,
    nullCount: 0,
    child: makeData({ type: new Float32(), data: embeddings }),
  });
}
