import type { CodeNode, GraphStore } from "@stemma/graph-store";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import type { NodeProgress } from "./node-progress.js";

/** Nodes read in one query. */
const WINDOW = 256;
/** Documentation read in one query; only the summaries are kept. */
const SUMMARY_CHUNK = 1_000;

const NOTHING: readonly never[] = [];

/**
 * Reads what a node's text is made from, shortly before its turn: with each node also those that follow in the plan's
 * order, so that the number of queries stays small and no more than some hundred sources are in memory.
 */
export class FactsLoader {
  readonly #graph: GraphStore;
  readonly #plan: ProcessingPlan;
  readonly #progress: NodeProgress;
  readonly #read: { readonly sessionId: string; readonly signal: AbortSignal };
  /** Position in the order by node; `-1` for outside nodes. */
  readonly #rankOf: Int32Array;
  readonly #loaded = new Map<number, CodeNode | undefined>();
  readonly #isTaken: Uint8Array;
  #loading: Promise<void> | undefined;

  constructor(
    graph: GraphStore,
    plan: ProcessingPlan,
    progress: NodeProgress,
    read: { readonly sessionId: string; readonly signal: AbortSignal },
  ) {
    this.#graph = graph;
    this.#plan = plan;
    this.#progress = progress;
    this.#read = read;
    this.#isTaken = new Uint8Array(plan.nodes.length);
    this.#rankOf = new Int32Array(plan.nodes.length).fill(-1);
    plan.order.forEach((node, rank) => {
      this.#rankOf[node] = rank;
    });
  }

  /** The whole node when it was read with others before, else `undefined`. */
  takeLoaded(node: number): CodeNode | undefined {
    const facts = this.#loaded.get(node);
    if (facts === undefined) return undefined;
    this.#loaded.delete(node);
    this.#isTaken[node] = 1;
    return facts;
  }

  /** The whole node; `undefined` when it was deleted from the graph since the run began. */
  async load(node: number): Promise<CodeNode | undefined> {
    while (!this.#loaded.has(node)) {
      this.#loading ??= this.#loadWindow(node).finally(() => {
        this.#loading = undefined;
      });
      await this.#loading;
    }
    const facts = this.#loaded.get(node);
    this.#loaded.delete(node);
    this.#isTaken[node] = 1;
    return facts;
  }

  /** Dependencies that were documented before this run and whose summaries were not read yet. */
  withoutSummary(node: number): readonly number[] {
    const links = this.#plan.dependenciesOf(node);
    if (links.length === 0) return NOTHING;
    return links
      .map((link) => link.node)
      .filter((other) => this.#progress.summaryHashOf(other) !== null)
      .filter((other) => this.#progress.summaryOf(other) === undefined);
  }

  /** Reads the summaries of {@link withoutSummary}'s nodes. */
  async loadSummaries(missing: readonly number[]): Promise<void> {
    for (let start = 0; start < missing.length; start += SUMMARY_CHUNK) {
      const positions = new Map(
        missing.slice(start, start + SUMMARY_CHUNK).map((other) => [this.#plan.nodeAt(other).id, other]),
      );
      const found = await this.#graph.readDocumentation({ nodeIds: [...positions.keys()] }, this.#read);
      for (const { nodeId, summary } of found) {
        const position = positions.get(nodeId);
        if (position !== undefined) this.#progress.setSummary(position, summary);
      }
    }
  }

  async #loadWindow(node: number): Promise<void> {
    const positions = new Map([[this.#plan.nodeAt(node).id, node]]);
    const order = this.#plan.order;
    for (let rank = (this.#rankOf[node] ?? 0) + 1; rank < order.length && positions.size < WINDOW; rank++) {
      const next = order[rank] ?? -1;
      const isWanted = this.#progress.outcomeOf(next) === undefined && this.#isTaken[next] === 0;
      if (isWanted && !this.#loaded.has(next)) positions.set(this.#plan.nodeAt(next).id, next);
    }
    const found = await this.#graph.readNodes({ ids: [...positions.keys()] }, this.#read);
    // Those that were not found are remembered as such.
    for (const position of positions.values()) this.#loaded.set(position, undefined);
    for (const facts of found) {
      const position = positions.get(facts.id);
      if (position !== undefined) this.#loaded.set(position, facts);
    }
  }
}
