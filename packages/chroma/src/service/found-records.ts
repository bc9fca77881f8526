import type { GetResult } from "../model/records.js";

/** Pages as one result. */
export function joined(pages: readonly GetResult[]): GetResult {
  const [first] = pages;
  if (first && pages.length === 1) return first;
  const embeddings = new Float32Array(pages.reduce((sum, page) => sum + page.embeddings.length, 0));
  let filled = 0;
  for (const page of pages) {
    embeddings.set(page.embeddings, filled);
    filled += page.embeddings.length;
  }
  return {
    ids: pages.flatMap(({ ids }) => ids),
    embeddings,
    dimension: pages.find(({ dimension }) => dimension > 0)?.dimension ?? 0,
    documents: pages.flatMap(({ documents }) => documents),
    metadatas: pages.flatMap(({ metadatas }) => metadatas),
    uris: pages.flatMap(({ uris }) => uris),
  };
}

/** The last record first. */
export function reversed(found: GetResult): GetResult {
  return picked(
    found,
    found.ids.map((_id, position) => found.ids.length - 1 - position),
  );
}

/** In the order of `ids`; one that was deleted meanwhile has nothing. */
export function inOrderOf(ids: readonly string[], found: GetResult): GetResult {
  const positions = new Map(found.ids.map((id, position) => [id, position]));
  return picked(
    found,
    ids.map((id) => positions.get(id) ?? -1),
  );
}

function picked(found: GetResult, positions: readonly number[]): GetResult {
  const { ids, dimension } = found;
  const embeddings = new Float32Array(found.embeddings.length === 0 ? 0 : positions.length * dimension);
  if (embeddings.length > 0) {
    for (const [row, position] of positions.entries()) {
      if (position < 0) continue;
      const vector = found.embeddings.subarray(position * dimension, (position + 1) * dimension);
      embeddings.set(vector, row * dimension);
    }
  }
  const pick = <T>(values: readonly T[]): (T | null)[] =>
    values.length === 0 ? [] : positions.map((position) => values[position] ?? null);
  return {
    ids: positions.map((position) => ids[position] ?? ""),
    embeddings,
    dimension,
    documents: pick(found.documents),
    metadatas: pick(found.metadatas),
    uris: pick(found.uris),
  };
}
