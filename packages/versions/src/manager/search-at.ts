import type { Metadata } from "@stemma/chroma";
import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import { metadataObject } from "../canonical/metadata-objects.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentRow } from "../model/document-row.js";
import type { WorkingCopy } from "./working-copy.js";

/** A question about the past. */
export interface SearchAtRequest {
  readonly collection: string;
  readonly embedding: Float32Array;
  /** Default 10. */
  readonly limit?: number;
}

/** A document of the past and how far it is from the question, in the collection's own measure. */
export interface SearchHit {
  readonly id: string;
  readonly document: string | null;
  readonly metadata: Metadata | null;
  readonly distance: number;
}

type Measure = (one: Float32Array, other: Float32Array) => number;

/** The nearest documents as of a ref, by the vectors of then; compares with each of them. */
export async function searchAt(
  copy: WorkingCopy,
  ref: string,
  { collection: name, embedding, limit = 10 }: SearchAtRequest,
  options: CallOptions,
): Promise<SearchHit[]> {
  const { repository } = copy;
  const commit = await repository.resolve(copy.ref(ref), options);
  const collection = (await repository.readCollections(commit, options)).find((row) => row.name === name);
  if (!collection) throw new InvalidArgumentError(`there was no collection "${name}" at ${ref}`);
  if (collection.dimension !== null && collection.dimension !== embedding.length) {
    throw new InvalidArgumentError(
      `the question has a vector of ${embedding.length} numbers, "${name}" had ${collection.dimension} at ${ref}`,
    );
  }
  const measure = measureOf(collection);
  let best: SearchHit[] = [];
  for await (const rows of repository.readDocuments(commit, { collection: collection.id }, options)) {
    const found = rows.map((row) => hitOf(row, measure(embedding, row.embedding)));
    best = [...best, ...found].sort((one, other) => one.distance - other.distance).slice(0, limit);
  }
  return best;
}

function hitOf({ id, document, metadata }: DocumentRow, distance: number): SearchHit {
  return { id, document, metadata: metadataObject(metadata), distance };
}

/** Chroma's measures: the square of the Euclidean distance unless the collection says otherwise. */
function measureOf({ configuration }: CollectionRow): Measure {
  const parsed = JSON.parse(configuration ?? "{}") as {
    hnsw?: { space?: string };
    spann?: { space?: string };
  };
  switch (parsed.hnsw?.space ?? parsed.spann?.space ?? "l2") {
    case "cosine":
      return (one, other) => 1 - dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
    case "ip":
      return (one, other) => 1 - dot(one, other);
    default:
      return (one, other) => one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0);
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
