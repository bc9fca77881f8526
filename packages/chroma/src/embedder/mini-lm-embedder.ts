import { type Logger, silentLogger } from "@stemma/core";
import type { PythonLink } from "../embedded/call-python.js";
import { CachedEmbedder } from "./cached-embedder.js";
import type { Embedder, EmbedOptions } from "./embedder.js";
import { EmbeddingCache } from "./embedding-cache.js";
import { MINI_LM_ID, MiniLmModel } from "./mini-lm-model.js";

export interface MiniLmEmbedderOptions {
  /** Started with `pythonPath: [chromaPythonPath()]`; Stays open. */
  readonly python: PythonLink["python"];
  /** Told of each failed call, once. Default: silent. */
  readonly logger?: Logger | undefined;
  /** SQLite file that keeps vectors by content, made when it is not there. Default: no cache. */
  readonly cacheFile?: string | undefined;
  /** Cores that the network may use. Default: all, at most 4. */
  readonly threads?: number | undefined;
}

/**
 * all-MiniLM-L6-v2 in this process: 384 numbers a text, length 1, for cosine. English; texts of any length, each part of
 * which counts. The model is the package `@stemma/model-minilm`, nothing is downloaded.
 *
 * `embedFlat` rejects with MODEL_MISSING, TIMEOUT (no limit by default; each of its steps has 60 s), CANCELLED,
 * CHROMA_UNAVAILABLE.
 *
 * @example
 * ```ts
 * const embedder = new MiniLmEmbedder({ python });
 * const vectors = await embedder.embedFlat(["How do I close a file?"]); // Float32Array(384)
 * ```
 */
export class MiniLmEmbedder implements Embedder {
  /** {@link modelId} of every one. */
  static readonly modelId = MINI_LM_ID;
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace = "cosine";
  readonly #embedder: Embedder;

  constructor({ python, logger = silentLogger, cacheFile, threads }: MiniLmEmbedderOptions) {
    const model = new MiniLmModel({ python, logger }, threads);
    this.modelId = model.modelId;
    this.dimension = model.dimension;
    this.#embedder =
      cacheFile === undefined ? model : new CachedEmbedder(model, EmbeddingCache.open(cacheFile, { logger }));
  }

  embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    return this.#embedder.embedFlat(texts, options);
  }

  close(): Promise<void> {
    return this.#embedder.close();
  }
}
