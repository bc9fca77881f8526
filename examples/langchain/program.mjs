// LangChain.js on the Chroma in this process: its vector store takes the client as `index`.
import { Chroma } from "@langchain/community/vectorstores/chroma";
import { Embeddings } from "@langchain/core/embeddings";
import { chromaPythonPath, MiniLmEmbedder } from "@stemma/chroma";
import { ChromaClient } from "@stemma/chroma/client";
import { PythonContext } from "@stemma/python-context";

const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
const model = new MiniLmEmbedder({ python });

/** The bundled model as LangChain's embeddings. */
class BundledEmbeddings extends Embeddings {
  async embedDocuments(texts) {
    const vectors = await model.embedFlat(texts);
    return texts.map((_text, row) =>
      Array.from(vectors.subarray(row * model.dimension, (row + 1) * model.dimension)),
    );
  }
  async embedQuery(text) {
    return (await this.embedDocuments([text]))[0];
  }
}

const client = new ChromaClient({ path: process.argv[2] ?? "./data", python });
const store = new Chroma(new BundledEmbeddings({}), { index: client, collectionName: "letters" });
await store.addDocuments(
  [
    {
      pageContent: "The boat to the island leaves at seven.",
      metadata: { page: 1, box: [0, 12.5, 100, 20] },
    },
    { pageContent: "Leek and potatoes make a good soup.", metadata: { page: 2, author: undefined } },
  ],
  { ids: ["ferry", "soup"] },
);
const [found] = await store.similaritySearch("when does the ship go?", 1);
const [filtered] = await store.similaritySearch("when does the ship go?", 1, { page: 2 });
process.stdout.write(`${JSON.stringify([found.pageContent, found.metadata.box, filtered.pageContent])}\n`);
await model.close();
await client.close();
await python.close();
