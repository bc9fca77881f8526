import type { CallOptions } from "@stemma/core";
import { checkedVectors } from "../embedder/checked-vectors.js";
import type { Embedder } from "../embedder/embedder.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { QueryRequest, RecordBatch } from "../records.js";
import { type VectorBatch, vectorBatch } from "./vector-batch.js";

/**
 * Where a collection's vectors come from: the caller, or the collection's embedder. Never from Chroma, which would choose an
 * embedding function of its own and download a model.
 */
export class VectorSource {
  readonly #embedder: Embedder | undefined;

  constructor(embedder: Embedder | undefined) {
    this.#embedder = embedder;
  }

  /** The records with their vectors; records without documents need none. */
  async forRecords(records: RecordBatch, operationName: string, options: CallOptions): Promise<RecordBatch> {
    if (records.embeddings || !records.documents) return records;
    return { ...records, embeddings: await this.#embed(records.documents, operationName, options) };
  }

  /** One vector a query. */
  async forQuery(
    { queryEmbeddings, queryTexts, nResults = 10 }: QueryRequest,
    operationName: string,
    options: CallOptions,
  ): Promise<VectorBatch> {
    if (!Number.isInteger(nResults) || nResults < 1) {
      throw new ChromaInvalidArgumentError(`nResults is ${nResults}, not a positive integer`, {
        operationName,
      });
    }
    if (queryEmbeddings) return vectorBatch(queryEmbeddings, 1, operationName);
    if (!queryTexts?.length) {
      throw new ChromaInvalidArgumentError("give queryEmbeddings or queryTexts", { operationName });
    }
    const vectors = await this.#embed(queryTexts, operationName, options);
    return vectorBatch(vectors, queryTexts.length, operationName);
  }

  async #embed(texts: readonly string[], operationName: string, options: CallOptions): Promise<Float32Array> {
    if (this.#embedder) {
      const { modelId, dimension } = this.#embedder;
      const made = await this.#embedder.embed(texts, options);
      return checkedVectors(made, texts.length, dimension, modelId, operationName);
    }
    throw new ChromaInvalidArgumentError(
      "texts without vectors, and the collection was opened without an embedder",
      {
        operationName,
        advice: "Pass embeddings, or open the collection with { embedder }.",
      },
    );
  }
}
