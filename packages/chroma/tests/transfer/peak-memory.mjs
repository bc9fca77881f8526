// Exports and imports a collection that exists on the fly only, so that the memory is that of the transfer alone.
//
//   node peak-memory.mjs <records> <file>
import { exportCollection, importCollection } from "@stemma/chroma/transfer";

const [records, file] = [Number(process.argv[2]), process.argv[3]];
const dimension = 384;
const seen = { records: 0, sum: 0 };
const sumOf = (vector) => vector.reduce((sum, value) => sum + value, 0);

/** Answers `get` by making the page that is asked for. */
const source = {
  name: "generated",
  metadata: null,
  configuration: { hnsw: null },
  count: async () => records,
  async get({ limit, offset }) {
    const ids = Array.from(
      { length: Math.min(limit, records - offset) },
      (_value, row) => `id ${offset + row}`,
    );
    return {
      ids,
      dimension,
      embeddings: Float32Array.from({ length: ids.length * dimension }, (_value, index) =>
        Math.sin(offset + index),
      ),
      documents: ids.map((id) => `The text of ${id}. `.repeat(20)),
      metadatas: ids.map(() => ({ whole: 1 })),
      uris: [],
    };
  },
};
const target = {
  embeddingModel: null,
  async upsert({ ids, embeddings }) {
    seen.records += ids.length;
    for (const vector of embeddings) seen.sum += sumOf(vector);
  },
};

/**
 * The few members that a transfer uses stand for a whole collection.
 *
 * @returns {import("@stemma/chroma").ChromaCollection}
 */
function asCollection(/** @type {any} */ members) {
  return members;
}

const startedAt = performance.now();
await exportCollection(asCollection(source), file);
const exportedAt = performance.now();
const exportPeakMb = Math.round(process.resourceUsage().maxRSS / 1024);
const service = { getOrCreateCollection: async () => asCollection(target) };
await importCollection(/** @type {any} only this method is called */ (service), file);
console.log(
  JSON.stringify({
    records: seen.records,
    sum: seen.sum,
    exportSeconds: (exportedAt - startedAt) / 1000,
    importSeconds: (performance.now() - exportedAt) / 1000,
    exportPeakMb,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
