import type { EmbeddingFunction } from "chromadb";
import type { Embedder } from "../embedder/embedder.js";
import { vectorAt } from "../vectors/vector-batch.js";

/**
 * An embedder of this package as npm chromadb's embedding function. Chroma can't store it: pass it each time the collection is
 * opened.
 */
export function embeddingFunctionOf(embedder: Embedder): EmbeddingFunction {
  const { defaultSpace, dimension, modelId } = embedder;
  return {
    name: modelId,
    generate: async (texts) => {
      const vectors = await embedder.embedFlat(texts);
      return texts.map((_text, position) => Array.from(vectorAt(vectors, dimension, position)));
    },
    ...(defaultSpace ? { defaultSpace: () => defaultSpace, supportedSpaces: () => [defaultSpace] } : {}),
  };
}
