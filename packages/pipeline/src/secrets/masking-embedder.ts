import type { Embedder, EmbedOptions } from "@stemma/chroma";
import { maskSecrets } from "./mask-secrets.js";

/** Lets no secret through to an embedder, which may be somebody else's server: of a question, or of a text of one's own. */
export class MaskingEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    if (embedder.defaultSpace !== undefined) this.defaultSpace = embedder.defaultSpace;
    this.#embedder = embedder;
  }

  embedFlat(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array> {
    return this.#embedder.embedFlat(texts.map(maskSecrets), options);
  }

  close(): Promise<void> {
    return this.#embedder.close();
  }
}
