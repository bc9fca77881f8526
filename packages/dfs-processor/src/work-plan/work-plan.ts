import type { CodeNode, GraphStore, ReadOptions, SubtreeNode } from "@stemma/graph-store";
import type { CompletionRequest, LlmProvider } from "@stemma/llm";
import { buildRequest } from "../facts/build-request.js";
import { NodeProgress } from "../facts/node-progress.js";
import { Surroundings } from "../facts/surroundings.js";
import { NodeKeys } from "../keys/node-keys.js";
import { ProcessingPlan } from "../plan/processing-plan.js";

/** Whoever writes is told who uses a node and where it stands, whatever the provider reads. */
const TOLD_ALL = { readsUsers: true, readsContext: true } as const;

/**
 * The work of a run as it stands now, for texts that come from elsewhere than a run: what depends on what, which documentation is up
 * to date, and what a node's text would be made from. A text that is stored with {@link WorkPlan.keyOf} counts for the next run of the
 * same provider as its own.
 */
export class WorkPlan {
  readonly #graph: GraphStore;
  readonly #plan: ProcessingPlan;
  readonly #keys: NodeKeys;
  readonly #positions: ReadonlyMap<string, number>;
  /** By position; made bottom-up, once. */
  readonly #isUpToDate: Uint8Array;
  readonly #isSettled: Uint8Array;

  private constructor(graph: GraphStore, plan: ProcessingPlan, provider: LlmProvider) {
    this.#graph = graph;
    this.#plan = plan;
    this.#keys = new NodeKeys(plan, provider);
    this.#positions = new Map(plan.nodes.map(({ id }, position) => [id, position]));
    this.#isUpToDate = new Uint8Array(plan.nodes.length);
    this.#isSettled = new Uint8Array(plan.nodes.length);
    for (let component = 0; component < plan.componentCount; component++) this.#settle(component);
  }

  /** Of the whole graph, at one moment; `provider` is the one whose runs are to find the texts up to date. */
  static async read(graph: GraphStore, provider: LlmProvider, options: ReadOptions = {}): Promise<WorkPlan> {
    return new WorkPlan(graph, new ProcessingPlan(await graph.readSubtree([], "all", options)), provider);
  }

  /** All nodes, each behind those that it depends on. */
  *nodes(): Generator<SubtreeNode> {
    for (const position of this.#plan.order) yield this.#plan.nodeAt(position);
  }

  /** Whether what there is to say of a node stands in the tree already. */
  isText(id: string): boolean {
    return this.#plan.isText(this.#positionOf(id));
  }

  has(id: string): boolean {
    return this.#positions.has(id);
  }

  /** Hash of all that a text of the node is made from now. */
  keyOf(id: string): string {
    const position = this.#positionOf(id);
    const component = this.#plan.componentOf[position] ?? -1;
    const keys = this.#keys.ofComponent(component, this.#summaryHashOf);
    return keys[this.#plan.membersOf(component).indexOf(position)] ?? "";
  }

  /** Whether the node's documentation was made from just what there is now. */
  isUpToDate(id: string): boolean {
    return this.#isUpToDate[this.#positionOf(id)] === 1;
  }

  /** Whether a run would leave the node's documentation, and all that it is made from, as it is. */
  isSettled(id: string): boolean {
    return this.#isSettled[this.#positionOf(id)] === 1;
  }

  /** What the node's text is made from, without the members of its own cycle. */
  dependenciesOf(id: string): SubtreeNode[] {
    const position = this.#positionOf(id);
    return this.#outside(position).map((other) => this.#plan.nodeAt(other));
  }

  /** What a model is asked about the node. `summaries`: those of what it depends on, by id. */
  async requestOf(
    facts: CodeNode,
    summaries: ReadonlyMap<string, string>,
    read: ReadOptions = {},
  ): Promise<CompletionRequest> {
    const position = this.#positionOf(facts.id);
    const progress = new NodeProgress(this.#plan.nodes.length);
    for (const { node } of this.#plan.dependenciesOf(position)) {
      const summary = summaries.get(this.#plan.nodeAt(node).id);
      if (summary !== undefined) progress.setSummary(node, summary);
    }
    const surroundings = new Surroundings(this.#graph, this.#plan, read);
    await surroundings.read([position]);
    return buildRequest(this.#plan, progress, position, facts, undefined, TOLD_ALL, surroundings);
  }

  /** A component comes after all that it depends on. */
  #settle(component: number): void {
    const plan = this.#plan;
    const members = [...plan.membersOf(component)];
    const keys = [
      this.#keys.ofComponent(component, this.#summaryHashOf),
      ...this.#keys.earlierOfComponent(component, this.#summaryHashOf),
    ];
    for (const [index, node] of members.entries()) {
      const key = plan.nodeAt(node).documentation?.nodeKey;
      if (keys.some((wanted) => wanted[index] === key)) this.#isUpToDate[node] = 1;
    }
    const isSettled = members.every(
      (node) =>
        this.#isUpToDate[node] === 1 && this.#outside(node).every((other) => this.#isSettled[other] === 1),
    );
    if (isSettled) for (const node of members) this.#isSettled[node] = 1;
  }

  #outside(position: number): number[] {
    const component = this.#plan.componentOf[position];
    const others = this.#plan.dependenciesOf(position).map(({ node }) => node);
    return [...new Set(others)].filter((node) => this.#plan.componentOf[node] !== component);
  }

  readonly #summaryHashOf = (node: number): string | null =>
    this.#plan.nodeAt(node).documentation?.summaryHash ?? null;

  #positionOf(id: string): number {
    const position = this.#positions.get(id);
    if (position === undefined) throw new RangeError(`${id} is not in the plan`);
    return position;
  }
}
