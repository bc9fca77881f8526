import type { WantedVectors } from "@stemma/chroma";

/** Vectors by the id of their record. */
export type FoundVectors = ReadonlyMap<string, Float32Array>;

/** One place that may have vectors; what it does not have is left to the next. */
export interface VectorSource {
  readonly name: "cache" | "history";
  find(wanted: WantedVectors): Promise<FoundVectors>;
  close(): Promise<void>;
}

/** Asks one source after the other and counts what each has found, by collection. */
export class VectorSources {
  readonly #sources: readonly VectorSource[];
  readonly #counts = new Map<string, { cache: number; history: number }>();

  constructor(sources: readonly VectorSource[]) {
    this.#sources = sources;
  }

  async find(wanted: WantedVectors): Promise<FoundVectors> {
    const all = new Map<string, Float32Array>();
    const counts = this.counts(wanted.collection.id);
    for (const source of this.#sources) {
      const rest = without(wanted, all);
      if (rest.ids.length === 0) break;
      const found = await source.find(rest);
      for (const [id, vector] of found) all.set(id, vector);
      counts[source.name] += found.size;
    }
    this.#counts.set(wanted.collection.id, counts);
    return all;
  }

  counts(collectionId: string): { cache: number; history: number } {
    return this.#counts.get(collectionId) ?? { cache: 0, history: 0 };
  }

  async close(): Promise<void> {
    for (const source of this.#sources) await source.close();
  }
}

function without(wanted: WantedVectors, found: FoundVectors): WantedVectors {
  const left = wanted.ids.flatMap((id, position) => (found.has(id) ? [] : [position]));
  return {
    collection: wanted.collection,
    ids: left.map((position) => wanted.ids[position] ?? ""),
    documents: left.map((position) => wanted.documents[position] ?? null),
    metadatas: left.map((position) => wanted.metadatas[position] ?? {}),
  };
}
