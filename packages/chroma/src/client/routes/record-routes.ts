import type { ChromaCollection } from "../../api/chroma-collection.js";
import { NotSupportedError } from "../../errors/not-supported-error.js";
import type { Where, WhereDocument } from "../../model/filters.js";
import type { Metadata } from "../../model/metadata.js";
import type { IncludedField, RecordBatch } from "../../model/records.js";
import type { WriteKind } from "../../service/write-kind.js";
import { rowsInSlices } from "../../vectors/rows-in-slices.js";
import type { EmbeddedServices } from "../embedded-services.js";
import type { ApiRequest, Routes } from "../in-process-api.js";
import { addressOf } from "./request-address.js";

const records = "/api/v2/tenants/{tenant}/databases/{database}/collections/{collection_id}";

interface FilterBody {
  readonly ids?: readonly string[];
  readonly where?: Where;
  readonly where_document?: WhereDocument;
}
interface GetBody extends FilterBody {
  readonly limit?: number;
  readonly offset?: number;
  readonly include: readonly IncludedField[];
}
interface QueryBody extends FilterBody {
  readonly query_embeddings: readonly (readonly number[])[];
  readonly n_results: number;
  readonly include: readonly (IncludedField | "distances")[];
}

/** A collection's records. */
export function recordRoutes(place: EmbeddedServices): Routes {
  const collectionOf = (request: ApiRequest): Promise<ChromaCollection> => {
    const { tenant, database, collection } = addressOf(request);
    return place.collection(tenant, database, collection);
  };
  const write = (kind: WriteKind) => async (request: ApiRequest) => {
    const batch = recordBatch(request.body as RecordBatch, kind);
    await (await collectionOf(request))[kind](batch);
  };
  return {
    [`POST ${records}/add`]: write("add"),
    [`POST ${records}/update`]: write("update"),
    [`POST ${records}/upsert`]: write("upsert"),
    [`GET ${records}/count`]: async (request) => (await collectionOf(request)).count(),
    [`POST ${records}/get`]: async (request) => get(await collectionOf(request), request.body as GetBody),
    [`POST ${records}/query`]: async (request) =>
      query(await collectionOf(request), request.body as QueryBody),
    [`POST ${records}/delete`]: async (request) =>
      remove(await collectionOf(request), request.body as FilterBody & { readonly limit?: number }),
  };
}

async function get(collection: ChromaCollection, body: GetBody): Promise<unknown> {
  const { limit, offset, include } = body;
  const found = await collection.get({ ...filter(body), limit, offset, include });
  return { ...found, include, embeddings: await rowsInSlices(found.embeddings, found.dimension) };
}

async function query(collection: ChromaCollection, body: QueryBody): Promise<unknown> {
  const { query_embeddings: queryEmbeddings, n_results: nResults, include } = body;
  if (nResults === 0) {
    // Asked for all the same: a query that can't be made is refused.
    await collection.query({ ...filter(body), queryEmbeddings, nResults: 1, include: [] });
    return emptyAnswer(queryEmbeddings.length, include);
  }
  const nearest = await collection.query({ ...filter(body), queryEmbeddings, nResults, include });
  const embeddings = await Promise.all(
    nearest.embeddings.map((vectors) => rowsInSlices(vectors, nearest.dimension)),
  );
  return { ...nearest, include, embeddings };
}

/** The server's answer to "no results, please"; the service calls it a mistake. */
function emptyAnswer(queries: number, include: readonly string[]): unknown {
  const nothing = Array.from({ length: queries }, () => []);
  return { ids: nothing, include, ...Object.fromEntries(include.map((field) => [field, nothing])) };
}

async function remove(
  collection: ChromaCollection,
  { limit, ...body }: FilterBody & { readonly limit?: number },
): Promise<{ deleted: number }> {
  const { ids, where, whereDocument } = filter(body);
  const selected =
    where || whereDocument
      ? (await collection.get({ ids, where, whereDocument, limit, include: [] })).ids
      : (ids ?? []);
  if (selected.length > 0) await collection.delete({ ids: selected });
  return { deleted: selected.length };
}

function filter({ ids, where, where_document: whereDocument }: FilterBody) {
  return { ids, where, whereDocument };
}

/** @throws {@link NotSupportedError} `NOT_SUPPORTED` for sparse vectors, which Chroma 1.5.9 can't store outside Chroma Cloud. */
function recordBatch(
  { ids, embeddings, documents, metadatas, uris }: RecordBatch,
  operationName: string,
): RecordBatch {
  const isSparse = (value: unknown): boolean =>
    typeof value === "object" && value !== null && "#type" in value;
  if (metadatas?.some((metadata) => metadata && Object.values(metadata).some(isSparse))) {
    throw new NotSupportedError("sparse vectors in metadata are there in Chroma Cloud only", {
      operationName,
    });
  }
  return { ids, embeddings, documents, metadatas: metadatas?.map(nullIfEmpty), uris };
}

/** The npm client has dropped what was null, and sends what is left: a server takes nothing for no metadata. */
function nullIfEmpty(metadata: Metadata | null | undefined): Metadata | null {
  return metadata && Object.keys(metadata).length > 0 ? metadata : null;
}
