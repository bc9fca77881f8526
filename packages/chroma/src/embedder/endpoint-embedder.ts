import { type CallOptions, ClosedError, Deadline, type Logger, silentLogger } from "@stemma/core";
import { Operations } from "../operations/operations.js";
import type { RetryPolicy } from "../operations/retry-policy.js";
import { checkedVectors, requireNumbers } from "./checked-vectors.js";
import type { Embedder, EmbedOptions } from "./embedder.js";
import { type EmbeddingsEndpoint, isTooMuch, requestEmbeddings } from "./request-embeddings.js";

const operationName = "EmbedTexts";
const requestTimeoutMs = 60_000;

export interface EndpointEmbedderOptions extends EmbeddingsEndpoint {
  /** Numbers in a vector; an answer with another number is refused. */
  readonly dimension: number;
  /** Stored with collections. Default: the model's name. */
  readonly modelId?: string | undefined;
  readonly defaultSpace?: "cosine" | "l2" | "ip" | undefined;
  /** Texts in a request. Default 128; a request that is refused as too large is halved. */
  readonly textsPerRequest?: number | undefined;
  /** How failed requests are made again. Default: 5 attempts from 0.5 s apart; an endpoint's `Retry-After` counts. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Told of failed requests, never of the key. Default: silent. */
  readonly logger?: Logger | undefined;
}

/**
 * A model behind an OpenAI-compatible endpoint (`POST <baseUrl>/embeddings`), on this machine or wherever `baseUrl` says: texts
 * go there.
 *
 * `embedFlat` rejects with NOT_AUTHORIZED, CHROMA_UNAVAILABLE (busy or not there after all attempts), EMBEDDING_FAILED,
 * DIMENSION_MISMATCH, TIMEOUT (no limit by default; each request has 60 s with its repetitions), CANCELLED.
 *
 * @example
 * ```ts
 * const embedder = new EndpointEmbedder({ baseUrl: "http://127.0.0.1:11434/v1", model: "nomic-embed-text", dimension: 768 });
 * ```
 */
export class EndpointEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #endpoint: EmbeddingsEndpoint;
  readonly #operations: Operations;
  #textsPerRequest: number;
  #isClosed = false;

  constructor(options: EndpointEmbedderOptions) {
    const { dimension, modelId, model, defaultSpace, textsPerRequest = 128, logger = silentLogger } = options;
    this.modelId = modelId ?? model;
    this.dimension = dimension;
    if (defaultSpace) this.defaultSpace = defaultSpace;
    this.#endpoint = options;
    this.#textsPerRequest = textsPerRequest;
    this.#operations = new Operations(logger, {
      attempts: 5,
      baseDelayMs: 500,
      maxDelayMs: 20_000,
      ...options.retry,
    });
  }

  async embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    if (this.#isClosed) throw new ClosedError("The embedder");
    const deadline = new Deadline(operationName, options);
    const vectors = new Float32Array(texts.length * this.dimension);
    for (let start = 0; start < texts.length; ) {
      const batch = texts.slice(start, start + this.#textsPerRequest);
      const made = await this.#request(batch, deadline);
      if (!made) continue;
      vectors.set(made, start * this.dimension);
      start += batch.length;
      options.onProgress?.(start, texts.length);
    }
    return vectors;
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }

  /** The batch's vectors, or `undefined` when it was too large: then batches are half as large from now on. */
  async #request(batch: readonly string[], deadline: Deadline): Promise<Float32Array | undefined> {
    const { timeoutMs = Infinity, signal } = deadline.rest();
    const time: CallOptions = { timeoutMs: Math.min(requestTimeoutMs, timeoutMs), signal };
    return this.#operations.run(operationName, time, async (attempt) => {
      try {
        const made = await requestEmbeddings(this.#endpoint, batch, { ...attempt, operationName });
        const checked = checkedVectors(made, batch.length, this.dimension, this.modelId, operationName);
        return requireNumbers(checked, this.modelId, operationName);
      } catch (error) {
        if (batch.length === 1 || !isTooMuch(error)) throw error;
        this.#textsPerRequest = Math.ceil(batch.length / 2);
        return undefined;
      }
    });
  }
}
