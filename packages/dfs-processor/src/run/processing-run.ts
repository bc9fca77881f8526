import { type Clock, hasErrorCode, withoutUndefined } from "@stemma/core";
import type { Documentation } from "@stemma/graph-store";
import type { CompletionRequest, LlmProvider } from "@stemma/llm";
import { NodeFailedError } from "../errors/node-failed-error.js";
import { buildRequest } from "../facts/build-request.js";
import type { FactsLoader } from "../facts/facts-loader.js";
import type { NodeProgress } from "../facts/node-progress.js";
import type { Surroundings } from "../facts/surroundings.js";
import { NodeKeys } from "../keys/node-keys.js";
import { sha256OfText } from "../keys/sha256.js";
import type { MetricsRecorder } from "../metrics/metrics-recorder.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import type { FailedNode } from "../processing-result.js";
import { Companions } from "../schedule/companions.js";
import { Scheduler } from "../schedule/scheduler.js";
import type { BatchWriter } from "../session/batch-writer.js";
import { describeFailure } from "../step/describe-failure.js";
import type { Arrival } from "../step/gathering.js";
import type { NodeCompleter, Turn } from "../step/node-completer.js";
import type { NodeText } from "../step/node-text.js";
import type { RunTracer } from "../telemetry/run-tracer.js";
import { CycleRun } from "./cycle-run.js";

/** What a run needs; made by the processor. */
export interface RunParts {
  readonly plan: ProcessingPlan;
  readonly progress: NodeProgress;
  readonly loader: FactsLoader;
  readonly surroundings: Surroundings;
  readonly writer: BatchWriter;
  readonly completer: NodeCompleter;
  readonly metrics: MetricsRecorder;
  readonly tracer: RunTracer;
  readonly provider: LlmProvider;
  /** Work nodes, those that come first among the ready ones first. */
  readonly order: Int32Array;
  readonly maxWorkers: number;
  /** Nodes that may be prepared for their call while all workers are busy. */
  readonly preparedAhead: number;
  readonly failFast: boolean;
  readonly clock: Clock;
  /** Fires when the run is over, for whatever reason; aborts the calls under way. */
  readonly signal: AbortSignal;
  /** Ends the run with this error. */
  readonly stop: (error: unknown) => void;
}

/** Documents the nodes of one plan, bottom-up. Nobody waits for anybody: a node is started when its last dependency is done. */
export class ProcessingRun {
  readonly failures: FailedNode[] = [];
  /** Found up to date, in the order in which that was known. */
  readonly reusedIds: string[] = [];
  documentedCount = 0;
  /** True when a budget ended the run early. */
  isOutOfBudget = false;
  readonly #parts: RunParts;
  readonly #keys: NodeKeys;
  readonly #underWay = new Set<number>();
  readonly #nodeKeys = new Map<number, string>();
  readonly #cycles = new Map<number, CycleRun>();
  readonly #scheduler: Scheduler;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#keys = new NodeKeys(parts.plan, parts.provider);
    const { plan, maxWorkers, preparedAhead } = parts;
    const isTogether = parts.provider.together !== undefined && parts.provider.isFree !== true;
    const companions = isTogether ? new Companions(plan) : undefined;
    this.#scheduler = new Scheduler(
      plan,
      { maxWorkers: maxWorkers + preparedAhead, order: parts.order, companions },
      {
        begin: (component) => this.#begin(component),
        work: (nodes) => this.#workOn(nodes),
      },
    );
    for (const [position, node] of parts.plan.nodes.entries()) {
      if (!node.isInside && node.documentation !== null) {
        parts.progress.setSummaryHash(position, node.documentation.summaryHash);
      }
    }
  }

  *idsInProgress(): Generator<string> {
    for (const node of this.#underWay) yield this.#parts.plan.nodeAt(node).id;
  }

  get inFlight(): number {
    return this.#underWay.size;
  }

  /** Resolves when every node has its outcome, or when the budget is used up and the calls under way are done. */
  async execute(): Promise<void> {
    // What is up to date from the start needs neither a worker nor a place in the session.
    this.#scheduler.settleAtOnce();
    const { plan, progress, provider, surroundings, writer } = this.#parts;
    const open = plan.order.filter((node) => progress.outcomeOf(node) === undefined).sort();
    // In the order of ids, in which stores write them fastest.
    writer.addPending(Array.from(open, (node) => plan.nodeAt(node).id));
    if (provider.readsContext === true && open.length > 0) await surroundings.read(open);
    await this.#scheduler.run(this.#parts.signal);
  }

  /** Decides whether a component whose dependencies are done is up to date; if not, its nodes are work. */
  #begin(component: number): boolean {
    const { plan } = this.#parts;
    if (plan.sizeOf(component) === 1) return this.#reuseIfUpToDate(plan.firstMemberOf(component));
    const members = plan.membersOf(component);
    const keys = this.#keys.ofComponent(component, this.#summaryHashOf);
    const haveKeys = (wanted: readonly string[]): boolean =>
      members.every((node, index) => plan.nodeAt(node).documentation?.nodeKey === wanted[index]);
    const isUpToDate =
      haveKeys(keys) || this.#keys.earlierOfComponent(component, this.#summaryHashOf).some(haveKeys);
    for (const [index, node] of members.entries()) {
      if (isUpToDate) this.#reuse(node);
      else this.#nodeKeys.set(node, keys[index] ?? "");
    }
    if (!isUpToDate) this.#cycles.set(component, new CycleRun(members));
    return isUpToDate;
  }

  /** The key is made here only where there is one to compare it with: most of a new graph's would lie around until their node's turn. */
  #reuseIfUpToDate(node: number): boolean {
    const { documentation } = this.#parts.plan.nodeAt(node);
    if (documentation === null) return false;
    const key = this.#keys.ofNode(node, this.#summaryHashOf);
    const isKept = (): boolean =>
      this.#keys.earlierOfNode(node, this.#summaryHashOf).includes(documentation.nodeKey);
    if (documentation.nodeKey === key || isKept()) {
      this.#reuse(node);
      return true;
    }
    this.#nodeKeys.set(node, key);
    return false;
  }

  /** What a finished node's text was made from; its dependencies have been done since its component began. */
  #keyOf(node: number): string {
    return this.#nodeKeys.get(node) ?? this.#keys.ofNode(node, this.#summaryHashOf);
  }

  readonly #summaryHashOf = (node: number): string | null => this.#parts.progress.summaryHashOf(node);

  #reuse(node: number): void {
    const { plan, progress, metrics } = this.#parts;
    metrics.nodeSettled("reused");
    const { id, documentation } = plan.nodeAt(node);
    if (documentation !== null) progress.setSummaryHash(node, documentation.summaryHash);
    progress.finish(node, "reused", 0);
    this.reusedIds.push(id);
  }

  /** The turn of nodes that may be asked for together, or of one; never rejects. */
  async #workOn(nodes: readonly number[]): Promise<void> {
    const { completer, signal } = this.#parts;
    const gathering = nodes.length > 1 ? completer.gather(nodes.length, signal) : undefined;
    await Promise.all(nodes.map((node) => this.#work(node, gathering?.arrival())));
  }

  /** One node's turn; never rejects. */
  async #work(node: number, arrival: Arrival | undefined): Promise<void> {
    const { plan, metrics, tracer, writer, signal } = this.#parts;
    const { id } = plan.nodeAt(node);
    const component = plan.componentOf[node] ?? -1;
    const cycle = this.#cycles.get(component);
    let startedAtMs: number | undefined;
    const begin = (): void => {
      startedAtMs = metrics.nodeStarted();
      this.#underWay.add(node);
      writer.noteBegun();
    };
    let text: NodeText | undefined;
    let failure: unknown;
    try {
      const pass = cycle?.pass ?? 1;
      text = await tracer.node(plan.nodeAt(node), pass, () =>
        this.#textOf(node, cycle, { signal, begin, arrival }),
      );
      const backlog = writer.backlog();
      if (backlog !== undefined) await backlog;
    } catch (error) {
      failure = error ?? new Error("an empty reason was thrown");
    }
    this.#underWay.delete(node);
    // A text that an earlier run has paid for takes no worker, and a failure before its turn neither.
    const durationMs = metrics.nodeEnded(id, startedAtMs ?? metrics.nodeStarted());
    if (signal.aborted) return;
    if (hasErrorCode(failure, "BUDGET_EXCEEDED")) {
      this.isOutOfBudget = true;
      writer.addPending([id]);
      this.#scheduler.drain();
      return;
    }
    if (cycle === undefined) {
      if (text === undefined) this.#fail(node, failure, durationMs);
      else this.#finish(node, text, durationMs);
      this.#scheduler.complete(component);
      return;
    }
    if (text === undefined) {
      this.#fail(node, failure, durationMs);
      cycle.failed(node);
    } else cycle.written(node, text, durationMs);
    this.#advance(component, cycle);
  }

  /** A cycle's first pass makes summaries for its second, whose texts are the documentation. */
  #advance(component: number, cycle: CycleRun): void {
    const texts = cycle.endPass();
    if (texts === undefined) return;
    if (cycle.pass === 1) {
      for (const [node, { summary }] of texts) this.#parts.progress.setSummary(node, summary);
      const again = cycle.beginSecondPass();
      if (again.length > 0) {
        this.#scheduler.add(again);
        return;
      }
    } else {
      for (const [node, text] of texts) this.#finish(node, text, text.durationMs);
    }
    this.#cycles.delete(component);
    this.#scheduler.complete(component);
  }

  async #textOf(node: number, cycle: CycleRun | undefined, turn: Turn): Promise<NodeText> {
    try {
      const request = await this.#requestOf(node, cycle);
      return await this.#parts.completer.complete(request, () => this.#keyOf(node), turn);
    } finally {
      turn.arrival?.withdraw();
    }
  }

  async #requestOf(node: number, cycle: CycleRun | undefined): Promise<CompletionRequest> {
    const { plan, progress, loader, provider, surroundings } = this.#parts;
    const facts = loader.takeLoaded(node) ?? (await loader.load(node));
    if (facts === undefined) throw new Error("the node was deleted from the graph during the run");
    const withoutSummary = loader.withoutSummary(node);
    if (withoutSummary.length > 0) await loader.loadSummaries(withoutSummary);
    return buildRequest(plan, progress, node, facts, cycle, provider, surroundings);
  }

  #finish(node: number, { text, summary, grounding, writtenBy }: NodeText, durationMs: number): void {
    const { plan, progress, writer, metrics, provider, clock } = this.#parts;
    metrics.nodeSettled("documented");
    const documentation: Documentation = {
      nodeId: plan.nodeAt(node).id,
      text,
      summary,
      textHash: sha256OfText(text),
      summaryHash: sha256OfText(summary),
      nodeKey: this.#keyOf(node),
      provider: writtenBy?.provider ?? provider.name,
      model: writtenBy?.model ?? provider.model,
      isPartial: plan.dependenciesOf(node).some((link) => progress.outcomeOf(link.node) === "failed"),
      createdAtMs: clock.now(),
      ...withoutUndefined({ grounding }),
    };
    this.#nodeKeys.delete(node);
    progress.setSummary(node, summary);
    progress.setSummaryHash(node, documentation.summaryHash);
    progress.finish(node, "documented", durationMs);
    this.documentedCount += 1;
    writer.addDocumentation(documentation);
  }

  #fail(node: number, error: unknown, durationMs: number): void {
    const { plan, progress, writer, metrics, failFast, stop } = this.#parts;
    metrics.nodeSettled("failed");
    const { id, path } = plan.nodeAt(node);
    const { reason, code } = describeFailure(error);
    progress.finish(node, "failed", durationMs);
    this.failures.push({ id, path, reason, code });
    writer.addFailed(id);
    if (failFast) stop(new NodeFailedError(id, reason, error));
  }
}
