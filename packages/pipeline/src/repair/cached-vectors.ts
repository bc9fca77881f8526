import { EmbeddingCache, type WantedVectors } from "@stemma/chroma";
import type { Logger } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { indexRecord } from "../index/index-record.js";
import type { FoundVectors, VectorSource } from "./vector-sources.js";

/**
 * Vectors of the tree's embedding cache, by model and text. The text of a record of the tree's own index is not kept with it:
 * it is made anew from the graph, and counts only where it is the one that the record was made of.
 */
export class CachedVectors implements VectorSource {
  readonly name = "cache";
  readonly #cache: EmbeddingCache;
  readonly #openGraph: () => Promise<GraphStore>;
  readonly #ownCollection: string;
  #graph: Promise<GraphStore> | undefined;

  constructor(
    cacheFile: string,
    options: {
      /** Called when a record of the tree's own collection is looked for. */
      readonly openGraph: () => Promise<GraphStore>;
      readonly ownCollection: string;
      readonly logger: Logger;
    },
  ) {
    this.#cache = EmbeddingCache.open(cacheFile, { logger: options.logger });
    this.#openGraph = options.openGraph;
    this.#ownCollection = options.ownCollection;
  }

  async find(wanted: WantedVectors): Promise<FoundVectors> {
    const { model, dimension, name } = wanted.collection;
    if (model === null) return new Map();
    const texts = name === this.#ownCollection ? await this.#textsOfNodes(wanted) : new Map<string, string>();
    return new Map(
      wanted.ids.flatMap((id, position) => {
        const text = texts.get(id) ?? wanted.documents[position];
        const vector = text == null ? undefined : this.#cache.read(model, text, dimension);
        return vector === undefined ? [] : [[id, vector] as const];
      }),
    );
  }

  async close(): Promise<void> {
    this.#cache.close();
    await (await this.#graph?.catch(() => undefined))?.close();
  }

  /** What was embedded for each node that still is what its record says. */
  async #textsOfNodes({ ids, metadatas }: WantedVectors): Promise<Map<string, string>> {
    this.#graph ??= this.#openGraph();
    const graph = await this.#graph;
    const nodes = new Map((await graph.readNodes({ ids })).map((node) => [node.id, node]));
    const hashes = new Map(ids.map((id, position) => [id, metadatas[position]?.hash]));
    const texts = new Map<string, string>();
    for (const written of await graph.readDocumentation({ nodeIds: ids })) {
      const node = nodes.get(written.nodeId);
      if (node === undefined) continue;
      // Whether it is derived from others is of the record, not of the text.
      for (const isDerived of [false, true]) {
        const { text, metadata } = indexRecord(node, written, isDerived);
        if (metadata.hash === hashes.get(node.id)) texts.set(node.id, text);
      }
    }
    return texts;
  }
}
