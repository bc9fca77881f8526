import type { ChromaClient, Collection } from "chromadb";
import { NotSupportedError } from "../errors/not-supported-error.js";
import type { Metadata } from "../metadata.js";
import type { GetResult, QueryRequest, QueryResult, RecordFilter } from "../records.js";
import type {
  AttemptOptions,
  RecordSelection,
  RecordsBackend,
  WriteKind,
} from "../service/chroma-backend.js";
import type { RecordPiece } from "../service/record-pieces.js";
import { joinVectors, type VectorBatch } from "../vectors/vector-batch.js";
import { askServer } from "./ask-server.js";
import { clientFilter, clientRecords, given, rowsOf } from "./client-arguments.js";

/** The npm client's methods for records. */
export class HttpRecords implements RecordsBackend {
  readonly #client: ChromaClient;

  constructor(client: ChromaClient) {
    this.#client = client;
  }

  async write(id: string, kind: WriteKind, piece: RecordPiece, options: AttemptOptions): Promise<void> {
    if (piece.metadatas?.some((metadata) => metadata && Object.values(metadata).includes(null))) {
      throw new NotSupportedError(
        "npm chromadb can't remove single keys of metadata: it leaves out null values",
        { operationName: options.operationName },
      );
    }
    const records = clientRecords(piece);
    await askServer<unknown>(options, () => this.#remote(id)[kind](records));
  }

  async get(id: string, selection: RecordSelection, options: AttemptOptions): Promise<GetResult> {
    const { limit, offset, include } = selection;
    const request = { ...clientFilter(selection), ...given({ limit, offset }), include: [...include] };
    const found = await askServer(options, () => this.#remote(id).get(request));
    const { data, dimension } = joinVectors(present(found.embeddings), options.operationName);
    const { ids, documents, metadatas, uris } = found;
    return { ids, embeddings: data, dimension, documents, metadatas: metadatas as (Metadata | null)[], uris };
  }

  async query(
    id: string,
    queries: VectorBatch,
    request: QueryRequest,
    options: AttemptOptions,
  ): Promise<QueryResult> {
    const { nResults = 10, include = ["documents", "metadatas", "distances"] } = request;
    const nearest = await askServer(options, () =>
      this.#remote(id).query({
        ...clientFilter(request),
        queryEmbeddings: rowsOf(queries.data, queries.dimension),
        nResults,
        include: [...include],
      }),
    );
    const vectors = nearest.embeddings.map((rows) => joinVectors(present(rows), options.operationName));
    return {
      ids: nearest.ids,
      embeddings: vectors.map(({ data }) => data),
      dimension: queries.dimension,
      documents: nearest.documents,
      metadatas: nearest.metadatas as (Metadata | null)[][],
      uris: nearest.uris,
      distances: nearest.distances as number[][],
    };
  }

  async matchingIds(id: string, filter: RecordFilter, options: AttemptOptions): Promise<string[]> {
    return (await this.get(id, { ...filter, include: [] }, options)).ids;
  }

  async delete(id: string, ids: readonly string[], options: AttemptOptions): Promise<void> {
    await askServer<unknown>(options, () => this.#remote(id).delete({ ids: [...ids] }));
  }

  count(id: string, options: AttemptOptions): Promise<number> {
    return askServer(options, () => this.#remote(id).count());
  }

  #remote(id: string): Collection {
    return this.#client.collection(id);
  }
}

function present(rows: readonly (number[] | null)[]): number[][] {
  return rows.filter((row) => row !== null);
}
