// One contender in a process of its own; prints one line of JSON.
//   node contender.mjs <data directory or URL> <embedded | npm-client | http-service>
import { openChroma } from "@stemma/chroma";
import { ChromaClient } from "chromadb";
import { dimension, measure } from "./workload.mjs";

const [location, kind] = process.argv.slice(2);
// A server keeps the collections of earlier rounds.
const name = `benchmark-${kind}-${process.pid}`;
/** @type {("documents" | "distances")[]} */
const include = ["documents", "distances"];
const startedAt = performance.now();

async function service() {
  const chroma = await openChroma(location);
  const collection = await chroma.createCollection({ name });
  return {
    add: (ids, embeddings) => collection.add({ ids, embeddings }),
    query: (vector) => collection.query({ queryEmbeddings: vector, nResults: 10, include }),
    getById: (id) => collection.get({ ids: [id] }),
    close: () => chroma.close(),
  };
}

async function npmClient() {
  const { hostname, port } = new URL(location);
  const client = new ChromaClient({ host: hostname, port: Number(port) });
  const collection = await client.createCollection({ name, embeddingFunction: null });
  const rows = (vectors) =>
    Array.from({ length: vectors.length / dimension }, (_value, row) =>
      Array.from(vectors.subarray(row * dimension, (row + 1) * dimension)),
    );
  return {
    add: (ids, embeddings) => collection.add({ ids, embeddings: rows(embeddings) }),
    query: (vector) => collection.query({ queryEmbeddings: rows(vector), nResults: 10, include }),
    getById: (id) => collection.get({ ids: [id] }),
    close: async () => undefined,
  };
}

const contender = await (kind === "npm-client" ? npmClient() : service());
const startSeconds = (performance.now() - startedAt) / 1000;
const result = await measure(contender);
await contender.close();
process.stdout.write(`${JSON.stringify({ startSeconds, ...result })}\n`);
