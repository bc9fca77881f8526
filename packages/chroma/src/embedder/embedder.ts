import type { CallOptions } from "@stemma/core";

/** Told how many of the texts have their vector. */
export interface EmbedOptions extends CallOptions {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Makes vectors from texts. Equal texts have equal vectors. */
export interface Embedder {
  /** Names the model and everything that changes its vectors; stored with collections and in caches. */
  readonly modelId: string;
  /** Numbers in a vector. */
  readonly dimension: number;
  /** The distance that the model was trained for: the default of collections made with this embedder. */
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  /**
   * One vector a text, one after the other in one array: `texts.length` × {@link dimension} numbers, as `embeddings` and
   * `queryEmbeddings` take them.
   */
  embedFlat(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array>;
  /** The vector of a text where it costs nothing, since it is kept. Without it none is. */
  keptVector?(text: string): Float32Array | undefined;
  /** Idempotent. */
  close(): Promise<void>;
}
