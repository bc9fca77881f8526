import type { Embedder, EmbedOptions } from "@stemma/chroma";
import { keptMasks } from "./kept-masks.js";

/** Of texts whose masks are remembered: a question looks at some hundred texts, many of them those of the question before. */
const MOST_CHARACTERS = 4_000_000;

/** Lets no secret through to an embedder, which may be somebody else's server: of a question, or of a text of one's own. */
export class MaskingEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embedder: Embedder;
  readonly #masked = keptMasks(MOST_CHARACTERS);

  constructor(embedder: Embedder) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    if (embedder.defaultSpace !== undefined) this.defaultSpace = embedder.defaultSpace;
    this.#embedder = embedder;
  }

  keptVector(text: string): Float32Array | undefined {
    return this.#embedder.keptVector?.(this.#masked(text));
  }

  embedFlat(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array> {
    return this.#embedder.embedFlat(texts.map(this.#masked), options);
  }

  close(): Promise<void> {
    return this.#embedder.close();
  }
}
