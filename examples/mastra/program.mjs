// Mastra builds npm's ChromaClient itself: `node --import @stemma/chroma/register` gives it the Chroma in this process.
import { ChromaVector } from "@mastra/chroma";

const store = new ChromaVector({ id: "letters", host: "localhost", port: 8000 });
await store.createIndex({ indexName: "letters", dimension: 3, metric: "cosine" });
await store.upsert({
  indexName: "letters",
  vectors: [
    [1, 0, 0.5],
    [0, 1, 0],
  ],
  metadata: [{ price: 9.5, box: [0, 12.5] }, { price: 10 }],
  documents: ["The boat leaves at seven.", "Leek and potatoes."],
  ids: ["ferry", "soup"],
});
const asked = { indexName: "letters", queryVector: [1, 0.1, 0.4] };
const [nearest] = await store.query({ ...asked, topK: 1 });
const cheap = await store.query({ ...asked, topK: 2, filter: { price: { $in: [9.5, 10] } } });
process.stdout.write(`${JSON.stringify([nearest.id, nearest.metadata, cheap.length])}\n`);
