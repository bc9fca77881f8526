import type { ProcessingPlan } from "../plan/processing-plan.js";
import type { Companions } from "./companions.js";
import { ReadyQueue } from "./ready-queue.js";

/** What the scheduler asks of the run. */
export interface SchedulerSteps {
  /** The component's dependencies are done. True: nothing is left to do; false: each of its nodes is work. */
  begin(component: number): boolean;
  /**
   * The turn of a node, and of those that it takes along; never rejects. Calls {@link Scheduler.complete} when a component is done.
   */
  work(nodes: readonly number[]): Promise<void>;
}

/** How a scheduler chooses. */
export interface SchedulerOptions {
  /** Most turns at a time. */
  readonly maxWorkers: number;
  /** Work nodes, those that come first among the ready ones first. */
  readonly order: Int32Array;
  /** Who may have their turn together; nobody by default. */
  readonly companions?: Companions | undefined;
}

/**
 * Decides who is next: nodes whose dependencies are done, lowest in the order first, at most `maxWorkers` under
 * way. All bookkeeping is counters in this process; the graph is not asked.
 */
export class Scheduler {
  readonly #plan: ProcessingPlan;
  readonly #maxWorkers: number;
  readonly #steps: SchedulerSteps;
  readonly #order: Int32Array;
  readonly #companions: Companions | undefined;
  /** For each component the edges to components that are not done. */
  readonly #open: Int32Array;
  /** Position of each node in the order. */
  readonly #rankOf: Int32Array;
  /** Components whose dependencies are done and that were not looked at yet. */
  readonly #readyComponents: number[] = [];
  /** Ranks of nodes that are work. */
  readonly #readyNodes = new ReadyQueue();
  /** Of each node: it is in the queue, and was not taken along by another. */
  readonly #isReady: Uint8Array;
  #inFlight = 0;
  #isDraining = false;
  #isPumping = false;
  #onIdle: (() => void) | undefined;

  constructor(
    plan: ProcessingPlan,
    { maxWorkers, order, companions }: SchedulerOptions,
    steps: SchedulerSteps,
  ) {
    this.#plan = plan;
    this.#maxWorkers = maxWorkers;
    this.#order = order;
    this.#companions = companions;
    this.#steps = steps;
    this.#open = plan.countOpenDependencies();
    this.#rankOf = new Int32Array(plan.nodes.length);
    this.#isReady = new Uint8Array(plan.nodes.length);
    order.forEach((node, rank) => {
      this.#rankOf[node] = rank;
    });
    this.#open.forEach((open, component) => {
      if (open === 0) this.#readyComponents.push(component);
    });
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Begins all components that can be settled without work, and those above them. */
  settleAtOnce(): void {
    for (
      let component = this.#readyComponents.pop();
      component !== undefined;
      component = this.#readyComponents.pop()
    ) {
      if (this.#steps.begin(component)) this.complete(component);
      else this.add(this.#plan.membersOf(component));
    }
  }

  /** Works until nothing is ready and nothing under way, or until `signal` fires. */
  async run(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      signal.addEventListener(
        "abort",
        () => {
          this.#isDraining = true;
          resolve();
        },
        { once: true },
      );
      if (signal.aborted) resolve();
      else this.#pump();
    });
  }

  /** Makes nodes work. */
  add(nodes: Iterable<number>): void {
    for (const node of nodes) {
      this.#isReady[node] = 1;
      this.#readyNodes.push(this.#rankOf[node] ?? 0);
    }
  }

  /** All of a component is done: what waited only for it becomes ready. */
  complete(component: number): void {
    this.#plan.visitDependentComponents(component, this.#closeEdge);
  }

  readonly #closeEdge = (dependent: number): void => {
    const open = (this.#open[dependent] ?? 0) - 1;
    this.#open[dependent] = open;
    if (open === 0) this.#readyComponents.push(dependent);
  };

  /** Starts nothing more; what is under way may finish. */
  drain(): void {
    this.#isDraining = true;
  }

  #pump(): void {
    // A step may end synchronously and come back here; the loop below then goes on by itself.
    if (this.#isPumping) return;
    this.#isPumping = true;
    this.settleAtOnce();
    while (!this.#isDraining && this.#inFlight < this.#maxWorkers) {
      const rank = this.#readyNodes.pop();
      if (rank === undefined) break;
      const node = this.#order[rank] ?? -1;
      if (this.#isReady[node] === 0) continue;
      this.#inFlight += 1;
      void this.#start(this.#takeWithCompanions(node));
    }
    this.#isPumping = false;
    if (this.#inFlight === 0) this.#onIdle?.();
  }

  /** With it those of its file that are ready, and then those that would come next. */
  #takeWithCompanions(node: number): number[] {
    this.#isReady[node] = 0;
    const taken = [node];
    const companions = this.#companions;
    if (companions?.mayJoin(node) !== true) return taken;
    const take = (other: number): void => {
      this.#isReady[other] = 0;
      taken.push(other);
    };
    for (const other of companions.ofFile(node)) {
      if (taken.length > companions.most) return taken;
      if (this.#isReady[other] === 1) take(other);
    }
    const others: number[] = [];
    while (taken.length <= companions.most && others.length <= companions.most) {
      const rank = this.#readyNodes.pop();
      if (rank === undefined) break;
      const other = this.#order[rank] ?? -1;
      if (this.#isReady[other] === 0) continue;
      if (companions.mayJoin(other)) take(other);
      else others.push(rank);
    }
    for (const rank of others) this.#readyNodes.push(rank);
    return taken;
  }

  async #start(nodes: readonly number[]): Promise<void> {
    await this.#steps.work(nodes);
    this.#inFlight -= 1;
    this.#pump();
  }
}
