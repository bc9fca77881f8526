import type { Embedder, EmbedOptions } from "@stemma/chroma";

/** Counts the texts that reach the model; put between the model and its cache. */
export class CountingEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embedder: Embedder;
  #embedded = 0;

  constructor(embedder: Embedder) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    if (embedder.defaultSpace !== undefined) this.defaultSpace = embedder.defaultSpace;
    this.#embedder = embedder;
  }

  /** Texts embedded so far. */
  get embedded(): number {
    return this.#embedded;
  }

  async embedFlat(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array> {
    const vectors = await this.#embedder.embedFlat(texts, options);
    this.#embedded += texts.length;
    return vectors;
  }

  close(): Promise<void> {
    return this.#embedder.close();
  }
}
