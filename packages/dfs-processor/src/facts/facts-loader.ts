import type { CodeNode, GraphStore } from "@stemma/graph-store";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import type { NodeProgress } from "./node-progress.js";

/** Nodes read in one query: many, since each query has its price, but as few as their sources are large. */
const SMALLEST_WINDOW = 16;
const FIRST_WINDOW = 256;
const LARGEST_WINDOW = 1_000;
/** Length of the sources that one query should give. */
const WINDOW_CHARACTERS = 4_000_000;
/** Documentation read in one query; only the summaries are kept. */
const SUMMARY_CHUNK = 1_000;

const NOTHING: readonly never[] = [];

/**
 * Reads what a node's text is made from, shortly before its turn: with each node also those that follow in the plan's
 * order, so that the number of queries stays small and no more than some megabytes of sources are in memory.
 */
export class FactsLoader {
  readonly #graph: GraphStore;
  readonly #plan: ProcessingPlan;
  /** In which nodes have their turn. */
  readonly #order: Int32Array;
  readonly #progress: NodeProgress;
  readonly #read: { readonly sessionId: string; readonly signal: AbortSignal };
  /** Position in the order by node; `-1` for outside nodes. */
  readonly #rankOf: Int32Array;
  readonly #loaded = new Map<number, CodeNode | undefined>();
  readonly #isTaken: Uint8Array;
  #loading: Promise<void> | undefined;
  #windowSize = FIRST_WINDOW;
  /** Rank behind the last node of all windows. */
  #horizon = 0;

  constructor(
    graph: GraphStore,
    plan: ProcessingPlan,
    progress: NodeProgress,
    read: { readonly sessionId: string; readonly signal: AbortSignal },
    order: Int32Array = plan.order,
  ) {
    this.#order = order;
    this.#graph = graph;
    this.#plan = plan;
    this.#progress = progress;
    this.#read = read;
    this.#isTaken = new Uint8Array(plan.nodes.length);
    this.#rankOf = new Int32Array(plan.nodes.length).fill(-1);
    order.forEach((node, rank) => {
      this.#rankOf[node] = rank;
    });
  }

  /** The whole node when it was read with others before, else `undefined`. */
  takeLoaded(node: number): CodeNode | undefined {
    const facts = this.#loaded.get(node);
    if (facts === undefined) return undefined;
    this.#take(node);
    return facts;
  }

  /** The whole node; `undefined` when it was deleted from the graph since the run began. */
  async load(node: number): Promise<CodeNode | undefined> {
    while (!this.#loaded.has(node)) {
      await (this.#loading ?? this.#beginWindow(node));
    }
    const facts = this.#loaded.get(node);
    this.#take(node);
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

  #take(node: number): void {
    this.#loaded.delete(node);
    this.#isTaken[node] = 1;
    this.#readAhead();
  }

  /** Reads the next nodes in the order while the workers are busy with those that were read, so that they need not wait. */
  #readAhead(): void {
    if (this.#loading !== undefined || this.#loaded.size > this.#windowSize / 2) return;
    const next = this.#nextWanted();
    if (next === undefined) return;
    // Whoever needs the node reads it then, and learns why that fails.
    this.#beginWindow(next).catch(() => undefined);
  }

  /** The first node behind all windows so far that is still to be done. */
  #nextWanted(): number | undefined {
    const order = this.#order;
    for (; this.#horizon < order.length; this.#horizon++) {
      const node = order[this.#horizon] ?? -1;
      if (this.#isWanted(node)) return node;
    }
    return undefined;
  }

  #beginWindow(node: number): Promise<void> {
    this.#loading = this.#loadWindow(node).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  #isWanted(node: number): boolean {
    return (
      this.#isTaken[node] === 0 && this.#progress.outcomeOf(node) === undefined && !this.#loaded.has(node)
    );
  }

  async #loadWindow(node: number): Promise<void> {
    const positions = new Map([[this.#plan.nodeAt(node).id, node]]);
    const order = this.#order;
    let rank = (this.#rankOf[node] ?? 0) + 1;
    for (; rank < order.length && positions.size < this.#windowSize; rank++) {
      const next = order[rank] ?? -1;
      if (this.#isWanted(next)) positions.set(this.#plan.nodeAt(next).id, next);
    }
    this.#horizon = Math.max(this.#horizon, rank);
    const found = await this.#graph.readNodes({ ids: [...positions.keys()] }, this.#read);
    // Those that were not found are remembered as such.
    for (const position of positions.values()) this.#loaded.set(position, undefined);
    let characters = 0;
    for (const facts of found) {
      characters += facts.source.length;
      const position = positions.get(facts.id);
      if (position !== undefined) this.#loaded.set(position, facts);
    }
    this.#windowSize = nextWindowSize(positions.size, characters);
  }
}

/** As many nodes as have {@link WINDOW_CHARACTERS}, if they are like the last ones. */
function nextWindowSize(nodeCount: number, characters: number): number {
  const size = Math.floor((nodeCount * WINDOW_CHARACTERS) / Math.max(characters, 1));
  return Math.min(Math.max(size, SMALLEST_WINDOW), LARGEST_WINDOW);
}
