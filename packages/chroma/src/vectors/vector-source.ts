import type { CallOptions } from "@stemma/core";
import { vectorFaults } from "../checks/vector-faults.js";
import { checkedVectors } from "../embedder/checked-vectors.js";
import type { Embedder } from "../embedder/embedder.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { Embeddings, QueryRequest, RecordBatch } from "../model/records.js";
import type { WriteKind } from "../service/write-kind.js";
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

  /** The records with their vectors; an update of other fields needs none. */
  async forRecords(
    kind: WriteKind,
    records: RecordBatch,
    operationName: string,
    options: CallOptions,
  ): Promise<RecordBatch> {
    if (records.embeddings) return records;
    const { documents } = records;
    if (documents) {
      // `checkRecords` has seen that each is a text.
      const embeddings = await this.#embed(documents as readonly string[], operationName, options);
      return { ...records, embeddings };
    }
    if (kind === "update") return records;
    throw new ChromaInvalidArgumentError("the records have neither embeddings nor documents", {
      operationName,
    });
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
    if (queryEmbeddings && queryEmbeddings.length > 0) return checkedQueries(queryEmbeddings, operationName);
    if (!queryTexts?.length) {
      throw new ChromaInvalidArgumentError("give queryEmbeddings or queryTexts", { operationName });
    }
    const vectors = await this.#embed(queryTexts, operationName, options);
    return vectorBatch(vectors, queryTexts.length, operationName);
  }

  async #embed(texts: readonly string[], operationName: string, options: CallOptions): Promise<Float32Array> {
    if (this.#embedder) {
      const { modelId, dimension } = this.#embedder;
      const made = await this.#embedder.embedFlat(texts, options);
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

/** Chroma answers a vector of NaN, with records at no distance. */
function checkedQueries(embeddings: Embeddings, operationName: string): VectorBatch {
  const batch = vectorBatch(embeddings, 1, operationName);
  const faultOf = vectorFaults(embeddings, batch.count, operationName);
  for (let position = 0; position < batch.count; position += 1) {
    const fault = faultOf(position);
    if (fault === undefined) continue;
    throw new ChromaInvalidArgumentError(`query ${position} ${fault}`, { operationName });
  }
  return batch;
}
