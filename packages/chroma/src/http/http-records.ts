import type { ChromaClient } from "chromadb";
import type { GetResult, QueryRequest, QueryResult, RecordFilter } from "../model/records.js";
import type { AttemptOptions, RecordSelection, RecordsBackend } from "../service/chroma-backend.js";
import { readMetadata } from "../service/read-metadata.js";
import type { RecordPiece } from "../service/record-pieces.js";
import type { WriteKind } from "../service/write-kind.js";
import { steadyPace, type WritePace } from "../service/write-pace.js";
import { joinVectors, type VectorBatch } from "../vectors/vector-batch.js";
import { askServer } from "./ask-server.js";
import { base64Of, filterBody, rowsOf } from "./request-bodies.js";
import { collectionUrl, type ServerApi } from "./server-api.js";

/** Records side by side, as a server answers; what was not asked for is `null`. */
interface FoundBody extends Pick<GetResult, "ids"> {
  readonly embeddings: number[][] | null;
  readonly documents: GetResult["documents"] | null;
  readonly metadatas: GetResult["metadatas"] | null;
  readonly uris: GetResult["uris"] | null;
}
interface NearestBody extends Pick<QueryResult, "ids"> {
  readonly embeddings: number[][][] | null;
  readonly documents: QueryResult["documents"] | null;
  readonly metadatas: QueryResult["metadatas"] | null;
  readonly uris: QueryResult["uris"] | null;
  readonly distances: QueryResult["distances"] | null;
}

/**
 * A server's requests for records. They go by npm `chromadb`'s HTTP client and past its collections, which drop what is `null` (a
 * server removes such a key) and know of no `bigint`; what they check, the service has checked.
 */
export class HttpRecords implements RecordsBackend {
  readonly #client: ChromaClient;
  readonly #api: ServerApi;

  constructor(client: ChromaClient, api: ServerApi) {
    this.#client = client;
    this.#api = api;
  }

  pace(): WritePace {
    return steadyPace;
  }

  async write(id: string, kind: WriteKind, piece: RecordPiece, options: AttemptOptions): Promise<void> {
    await askServer(options, async () => {
      const { ids, vectors, dimension, documents, metadatas, uris } = piece;
      const embeddings = vectors && (await this.#vectorsOnTheWire(vectors, dimension));
      await this.#post(id, kind, { ids, documents, metadatas, uris, ...(embeddings ? { embeddings } : {}) });
    });
  }

  async get(id: string, selection: RecordSelection, options: AttemptOptions): Promise<GetResult> {
    const { limit, offset, include } = selection;
    const body = { ...filterBody(selection), limit, offset, include };
    const found = await askServer(options, () => this.#post<FoundBody>(id, "get", body));
    const { data, dimension } = joinVectors(found.embeddings ?? [], options.operationName);
    return {
      ids: found.ids,
      embeddings: data,
      dimension,
      documents: found.documents ?? [],
      metadatas: found.metadatas?.map(readMetadata) ?? [],
      uris: found.uris ?? [],
    };
  }

  async query(
    id: string,
    queries: VectorBatch,
    request: QueryRequest,
    options: AttemptOptions,
  ): Promise<QueryResult> {
    const { nResults = 10, include = ["documents", "metadatas", "distances"] } = request;
    const body = {
      ...filterBody(request),
      query_embeddings: rowsOf(queries.data, queries.dimension),
      n_results: nResults,
      include,
    };
    const nearest = await askServer(options, () => this.#post<NearestBody>(id, "query", body));
    const vectors = (nearest.embeddings ?? []).map((rows) => joinVectors(rows, options.operationName));
    return {
      ids: nearest.ids,
      embeddings: vectors.map(({ data }) => data),
      dimension: queries.dimension,
      documents: nearest.documents ?? [],
      metadatas: nearest.metadatas?.map((each) => each.map(readMetadata)) ?? [],
      uris: nearest.uris ?? [],
      distances: nearest.distances ?? [],
    };
  }

  async matchingIds(id: string, filter: RecordFilter, options: AttemptOptions): Promise<string[]> {
    return (await this.get(id, { ...filter, include: [] }, options)).ids;
  }

  async delete(id: string, ids: readonly string[], options: AttemptOptions): Promise<void> {
    await askServer(options, () => this.#post(id, "delete", { ids }));
  }

  count(id: string, options: AttemptOptions): Promise<number> {
    return askServer(options, async () => {
      const request = { url: `${collectionUrl}/count`, path: this.#path(id) };
      return (await this.#api.get(request)).data as number;
    });
  }

  async #post<T>(id: string, method: string, body: unknown): Promise<T> {
    const request = { url: `${collectionUrl}/${method}`, path: this.#path(id), body };
    return (await this.#api.post(request)).data as T;
  }

  #path(id: string): Readonly<Record<string, string>> {
    const { tenant, database } = this.#client;
    return { tenant: tenant ?? "", database: database ?? "", collection_id: id };
  }

  /** As bytes where the server takes them (it says so once): a third of the size, and nothing is printed. */
  async #vectorsOnTheWire(vectors: Float32Array, dimension: number): Promise<unknown> {
    const isBinary = await this.#client.supportsBase64Encoding();
    return isBinary ? base64Of(vectors, dimension) : rowsOf(vectors, dimension);
  }
}
