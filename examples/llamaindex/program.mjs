// LlamaIndex builds npm's ChromaClient itself: `node --import @stemma/chroma/register` gives it the Chroma in this process.
import { ChromaVectorStore } from "@llamaindex/chroma";
import { TextNode } from "@llamaindex/core/schema";
import { VectorStoreQueryMode } from "@llamaindex/core/vector-store";

const store = new ChromaVectorStore({
  collectionName: "letters",
  // The nodes bring their vectors.
  embeddingModel: {},
  chromaClientParams: { path: "http://localhost:8000" },
});
await store.add([
  new TextNode({
    id_: "ferry",
    text: "The boat leaves at seven.",
    embedding: [1, 0, 0.5],
    metadata: { price: 9.5 },
  }),
  new TextNode({ id_: "soup", text: "Leek and potatoes.", embedding: [0, 1, 0], metadata: { price: 10 } }),
]);
const asked = { queryEmbedding: [1, 0.1, 0.4], similarityTopK: 1, mode: VectorStoreQueryMode.DEFAULT };
const { ids } = await store.query(asked);
const cheap = { filters: [{ key: "price", value: [9.5, 10], operator: "in" }] };
const filtered = await store.query({ ...asked, similarityTopK: 2, filters: cheap });
process.stdout.write(`${JSON.stringify([ids, filtered.ids.length])}\n`);
