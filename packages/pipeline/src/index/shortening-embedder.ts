import type { Embedder, EmbeddingCache, EmbedOptions } from "@stemma/chroma";

/**
 * Characters that the model sees of a record's text, some 130 of its tokens: the name, what is said of it, and how its source begins.
 * Twice as many take twice the time and find no better.
 */
const SEEN_CHARACTERS = 400;

/** The part of a record's text whose vector stands for it. */
export function seenText(text: string): string {
  // The cut may fall inside a character of two code units; half of one is no text.
  return text.length <= SEEN_CHARACTERS ? text : text.slice(0, SEEN_CHARACTERS).toWellFormed();
}

/** Gives a model the beginning of texts; where the cache has the vector of a whole one, of an earlier version, that stays. */
export class ShorteningEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embedder: Embedder;
  readonly #cache: Pick<EmbeddingCache, "read">;

  /** @param embedder - Is closed with it. */
  constructor(embedder: Embedder, cache: Pick<EmbeddingCache, "read">) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    if (embedder.defaultSpace !== undefined) this.defaultSpace = embedder.defaultSpace;
    this.#embedder = embedder;
    this.#cache = cache;
  }

  embedFlat(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array> {
    return this.#embedder.embedFlat(
      texts.map((text) => this.#seen(text)),
      options,
    );
  }

  close(): Promise<void> {
    return this.#embedder.close();
  }

  #seen(text: string): string {
    const seen = seenText(text);
    const isWholeKnown = seen !== text && this.#cache.read(this.modelId, text, this.dimension) !== undefined;
    return isWholeKnown ? text : seen;
  }
}
