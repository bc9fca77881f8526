// A program for npm chromadb and a server, as Mastra and LlamaIndex build their clients; it knows nothing of Stemma.
import { ChromaClient, IncludeEnum } from "chromadb";

const client = new ChromaClient({ host: "localhost", port: 1 });
const notes = await client.getOrCreateCollection({ name: "notes" });
await notes.upsert({
  ids: ["ferry", "soup"],
  documents: ["The boat to the island leaves at seven.", "Leek and potatoes make a good soup."],
  metadatas: [{ price: 9.5, box: [0, 12.5] }, { price: 4 }],
});
const found = await notes.query({
  queryTexts: ["when does the ship go?"],
  nResults: 1,
  include: [IncludeEnum.metadatas],
});
process.stdout.write(`${JSON.stringify([found.ids, found.metadatas])}\n`);
