import type { Documentation, GraphStore } from "@stemma/graph-store";
import { indexRecord } from "../index/index-record.js";
import type { SearchIndex } from "../index/search-index.js";
import { type MaskedSecrets, SecretTally } from "../secrets/secret-tally.js";

/** Leads documentation from the graph to the index while more is being written, in order and in the background. */
export class IndexFeed {
  readonly #graph: GraphStore;
  readonly #index: SearchIndex;
  readonly #secrets = new SecretTally();
  #feeding: Promise<void> = Promise.resolve();

  constructor(graph: GraphStore, index: SearchIndex) {
    this.#graph = graph;
    this.#index = index;
  }

  /** What is masked in the sources of all that was taken; whole after {@link drain}. */
  get secrets(): MaskedSecrets {
    return this.#secrets.total;
  }

  /** Takes a batch and returns at once; a failure is thrown by {@link drain}. */
  take(documentation: readonly Documentation[]): void {
    this.#feeding = this.#feeding.then(() => this.#feed(documentation));
    // Observed by drain(); until then it must not count as unhandled.
    this.#feeding.catch(() => undefined);
  }

  /** Waits until everything taken was offered to the index. */
  async drain(): Promise<void> {
    await this.#feeding;
  }

  async #feed(documentation: readonly Documentation[]): Promise<void> {
    const ids = documentation.map(({ nodeId }) => nodeId);
    const nodes = await this.#graph.readNodes({ ids });
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const relations = await this.#graph.readRelations({ fromIds: ids });
    const derived = new Set(
      relations.filter(({ fromId, toId }) => fromId !== toId).map(({ fromId }) => fromId),
    );
    for (const node of nodes) this.#secrets.add(node);
    const calls = new Map<string, string[]>();
    for (const { type, fromId, toId } of relations)
      if (type === "CALLS") calls.set(fromId, [...(calls.get(fromId) ?? []), toId]);
    for (const written of documentation) {
      const node = byId.get(written.nodeId);
      if (node === undefined) continue;
      this.#index.offer(indexRecord(node, written, derived.has(node.id), calls.get(node.id)));
    }
  }
}
