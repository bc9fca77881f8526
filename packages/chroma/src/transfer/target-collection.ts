import { type Deadline, InvalidArgumentError } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import type { Embedder } from "../embedder/embedder.js";
import { requireSameModel, storedModel } from "../model/embedding-model.js";
import { wholeMetadata } from "../service/copy-collection.js";
import type { CollectionHeader } from "./transfer-record.js";

/** What a file says of the collection that it holds. */
export function headerOf(collection: ChromaCollection): CollectionHeader {
  const { name, configuration } = collection;
  return { name, metadata: wholeMetadata(collection), configuration: { hnsw: configuration.hnsw ?? null } };
}

/**
 * The collection that records are read into: the one of this name, or a new one as the header describes it.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` without a name
 * @throws {@link EmbeddingModelMismatchError} `EMBEDDING_MODEL_MISMATCH`
 */
export async function targetCollection(
  chroma: ChromaService,
  header: CollectionHeader | null,
  {
    name = header?.name,
    embedder,
  }: { readonly name?: string | undefined; readonly embedder?: Embedder | undefined },
  deadline: Deadline,
): Promise<ChromaCollection> {
  if (name === undefined) {
    throw new InvalidArgumentError("the file does not name its collection", { advice: "Give a name." });
  }
  const model = storedModel(header?.metadata ?? null);
  requireSameModel(name, model, embedder, deadline.operationName);
  const collection = await chroma.getOrCreateCollection(
    {
      name,
      ...(header?.metadata ? { metadata: header.metadata } : {}),
      ...(header?.configuration.hnsw ? { configuration: { hnsw: header.configuration.hnsw } } : {}),
      embedder,
    },
    deadline.rest(),
  );
  requireSameModel(name, collection.embeddingModel, model ?? undefined, deadline.operationName);
  return collection;
}
