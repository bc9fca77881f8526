import { CancelledError, ClosedError, Deadline, StemmaError } from "@stemma/core";
import { EmbeddingFailedError } from "../errors/embedding-failed-error.js";
import type { Embeddings } from "../model/records.js";
import { checkedVectors, requireNumbers } from "./checked-vectors.js";
import type { Embedder, EmbedOptions } from "./embedder.js";

const operationName = "EmbedTexts";

/** Makes vectors of one batch of texts; should end at the signal. */
export type EmbeddingFunction = (
  texts: readonly string[],
  options: { readonly signal: AbortSignal },
) => Embeddings | Promise<Embeddings>;

export interface FunctionEmbedderOptions {
  /** Names the model and everything that changes its vectors: it is stored with collections. */
  readonly modelId: string;
  /** Numbers in a vector; an answer with another number is refused. */
  readonly dimension: number;
  readonly embed: EmbeddingFunction;
  readonly defaultSpace?: "cosine" | "l2" | "ip" | undefined;
  /** Texts handed over at once. Default 64. */
  readonly textsPerCall?: number | undefined;
}

/**
 * Any function of yours as an embedder: in batches, with progress, within the caller's time, its answers checked.
 *
 * `embedFlat` rejects with EMBEDDING_FAILED, DIMENSION_MISMATCH, TIMEOUT, CANCELLED.
 *
 * @example
 * ```ts
 * const embedder = new FunctionEmbedder({ modelId: "letters/1", dimension: 2, embed: (texts) => texts.map(countLetters) });
 * ```
 */
export class FunctionEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embed: EmbeddingFunction;
  readonly #textsPerCall: number;
  #isClosed = false;

  constructor({ modelId, dimension, embed, defaultSpace, textsPerCall = 64 }: FunctionEmbedderOptions) {
    this.modelId = modelId;
    this.dimension = dimension;
    if (defaultSpace) this.defaultSpace = defaultSpace;
    this.#embed = embed;
    this.#textsPerCall = textsPerCall;
  }

  async embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    if (this.#isClosed) throw new ClosedError("The embedder");
    const deadline = new Deadline(operationName, options);
    // Tells the function that nobody waits any more, whether by the caller's signal or by the time.
    const over = new AbortController();
    const vectors = new Float32Array(texts.length * this.dimension);
    try {
      for (let start = 0; start < texts.length; start += this.#textsPerCall) {
        const batch = texts.slice(start, start + this.#textsPerCall);
        const made = await deadline.race(this.#call(batch, over.signal));
        const checked = checkedVectors(made, batch.length, this.dimension, this.modelId, operationName);
        vectors.set(requireNumbers(checked, this.modelId, operationName), start * this.dimension);
        options.onProgress?.(start + batch.length, texts.length);
      }
    } finally {
      over.abort(new CancelledError(operationName));
    }
    return vectors;
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }

  async #call(batch: readonly string[], signal: AbortSignal): Promise<Embeddings> {
    try {
      return await this.#embed(batch, { signal });
    } catch (error) {
      if (StemmaError.isInstance(error)) throw error;
      throw new EmbeddingFailedError(`the function of ${this.modelId} threw: ${String(error)}`, {
        operationName,
        cause: error,
      });
    }
  }
}
