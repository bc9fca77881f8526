// The second thing to beat: the same model on the sources alone, with nothing documented.
import { distinct } from "./keyword-search.mjs";

const batchSize = 64;

/** A function from a question to the paths of the best files, best first. */
export async function rawSourceVectors(nodes, embedder) {
  const withSource = nodes.filter((node) => node.source.trim() !== "");
  const { dimension } = embedder;
  const vectors = new Float32Array(withSource.length * dimension);
  for (let start = 0; start < withSource.length; start += batchSize) {
    const texts = withSource
      .slice(start, start + batchSize)
      .map((node) => node.source.slice(0, 1_100).toWellFormed());
    vectors.set(await embedder.embedFlat(texts), start * dimension);
  }
  return async (question) => {
    const asked = await embedder.embedFlat([question]);
    const scored = withSource.map((node, row) => {
      let product = 0;
      for (let i = 0; i < dimension; i++) product += asked[i] * vectors[row * dimension + i];
      return { path: node.path, product };
    });
    return distinct(scored.sort((a, b) => b.product - a.product).map(({ path }) => path));
  };
}
