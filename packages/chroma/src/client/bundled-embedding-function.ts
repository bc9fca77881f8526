import type { EmbeddingFunction } from "chromadb";
import type { Embedder } from "../embedder/embedder.js";
import { vectorAt } from "../vectors/vector-batch.js";

/**
 * What stands for Chroma's default embedding function: the same model, all-MiniLM-L6-v2, bundled instead of downloaded. It is stored
 * under the name that npm's and Python's clients store, so that either opens the collection with its own copy of the model.
 */
export class BundledEmbeddingFunction implements EmbeddingFunction {
  readonly name = "default";
  readonly #embedder: () => Promise<Embedder>;

  /** @param embedder - Loads the model, the first time that something is to be embedded. */
  constructor(embedder: () => Promise<Embedder>) {
    this.#embedder = embedder;
  }

  /** npm `chromadb` stores functions whose class has this; here the client itself puts the function in its place again. */
  static buildFromConfig(): never {
    throw new Error("the bundled embedding function is made by its client");
  }

  getConfig(): Record<string, never> {
    return {};
  }

  async generate(texts: string[]): Promise<number[][]> {
    const embedder = await this.#embedder();
    const vectors = await embedder.embedFlat(texts);
    return texts.map((_text, position) => Array.from(vectorAt(vectors, embedder.dimension, position)));
  }
}
