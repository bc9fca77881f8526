export const dimension = 384;

/** Documents of 1 KB with vectors, other ones for each salt. */
export function records(from, count, salt) {
  const vectors = new Float32Array(count * dimension);
  for (let index = 0; index < vectors.length; index++) {
    vectors[index] = Math.sin((from + index + 1) * 12.9898 + salt * 78.233) % 1;
  }
  const ids = Array.from({ length: count }, (_, index) => `document ${from + index}`);
  const documents = ids.map((id) => `${id} ${salt} `.padEnd(1_024, "the quick brown fox "));
  return { ids, documents, embeddings: vectors, metadatas: ids.map((_, index) => ({ number: index, salt })) };
}
