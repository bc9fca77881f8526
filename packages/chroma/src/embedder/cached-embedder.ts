import { ClosedError, Deadline } from "@stemma/core";
import { vectorAt } from "../vectors/vector-batch.js";
import type { Embedder, EmbedOptions } from "./embedder.js";
import type { EmbeddingCache } from "./embedding-cache.js";

/** Texts between two writes to the cache: what a killed process loses at most. */
const textsPerWrite = 64;

/** Looks vectors up by model and text before it asks another embedder; keeps what that one makes. */
export class CachedEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embedder: Embedder;
  readonly #cache: EmbeddingCache;
  #isClosed = false;

  /** Both are closed with it. */
  constructor(embedder: Embedder, cache: EmbeddingCache) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    if (embedder.defaultSpace) this.defaultSpace = embedder.defaultSpace;
    this.#embedder = embedder;
    this.#cache = cache;
  }

  keptVector(text: string): Float32Array | undefined {
    return this.#isClosed ? undefined : this.#cache.read(this.modelId, text, this.dimension);
  }

  async embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    if (this.#isClosed) throw new ClosedError("The embedder");
    const deadline = new Deadline("EmbedTexts", options);
    const vectors = new Float32Array(texts.length * this.dimension);
    const missing = this.#fillFromCache(texts, vectors);
    const unknown = [...missing.keys()];
    let done = texts.length - sum([...missing.values()].map((positions) => positions.length));
    if (done > 0) options.onProgress?.(done, texts.length);
    for (let start = 0; start < unknown.length; start += textsPerWrite) {
      deadline.check();
      const piece = unknown.slice(start, start + textsPerWrite);
      const made = await this.#embedder.embedFlat(piece, deadline.rest());
      this.#cache.write(this.modelId, piece, made, this.dimension);
      piece.forEach((text, row) => {
        const positions = missing.get(text) ?? [];
        for (const position of positions)
          vectors.set(vectorAt(made, this.dimension, row), position * this.dimension);
        done += positions.length;
      });
      options.onProgress?.(done, texts.length);
    }
    return vectors;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cache.close();
    await this.#embedder.close();
  }

  /** Positions of the texts that the cache does not know, by text. */
  #fillFromCache(texts: readonly string[], vectors: Float32Array): Map<string, number[]> {
    const missing = new Map<string, number[]>();
    texts.forEach((text, position) => {
      const waiting = missing.get(text);
      if (waiting) {
        waiting.push(position);
        return;
      }
      const known = this.#cache.read(this.modelId, text, this.dimension);
      if (known) vectors.set(known, position * this.dimension);
      else missing.set(text, [position]);
    });
    return missing;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
