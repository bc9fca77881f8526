import type { Clock } from "@stemma/core";
import type {
  Documentation,
  GraphSession,
  LlmCallFailure,
  LlmCallIntent,
  LlmCallResult,
  StatusChange,
} from "@stemma/graph-store";
import { type PromiseWithResolvers, withResolvers } from "./with-resolvers.js";

/** How long finished nodes wait for others to be written with, in milliseconds. */
const GATHER_MS = 25;
/** Finished nodes that are written without waiting for more. */
const FULL_BATCH = 1_000;

/** What is written soon: statuses and texts. */
interface Batch {
  /** Node ids by their status. */
  readonly states: Record<"completed" | "failed", string[]>;
  /** Whether nodes began that may be in progress by now. */
  hasBegun: boolean;
  readonly documentation: Documentation[];
}

/** What is written at once: a worker waits for it. */
interface Calls {
  readonly intents: LlmCallIntent[];
  readonly results: LlmCallResult[];
  readonly failures: LlmCallFailure[];
}

/** What the writer asks, and tells what it did. */
export interface WriterEvents {
  /** Nodes under way at the moment of a transaction. Those that begin and end between two never show as such. */
  idsInProgress(): Iterable<string>;
  onWritten(documentation: readonly Documentation[], nodeCount: number, durationMs: number): void;
  /** A transaction that held nothing but the journal of calls. */
  onCallsWritten(durationMs: number): void;
  /** The store failed; the batch is not written and nothing more will be. */
  onFailed(error: unknown): void;
}

/**
 * Gathers what many nodes have to record into few transactions. Those for which a worker waits hold the journal only: a text
 * whose answer is in it can wait for others, since a run that follows takes it from there.
 */
export class SessionWriter {
  readonly #session: GraphSession;
  readonly #clock: Clock;
  readonly #events: WriterEvents;
  #batch = emptyBatch();
  #calls = noCalls();
  /** Wait for the calls that were added before. */
  #callWaiters: PromiseWithResolvers[] = [];
  /** Wait for everything that was added before. */
  #batchWaiters: PromiseWithResolvers[] = [];
  #writing: Promise<void> | undefined;
  #cancelTimer: (() => void) | undefined;
  /** Whether the next transaction is to hold the batch, too. */
  #isDue = false;
  #isUrgent = false;
  #hasFailed = false;
  /** Nodes that were recorded as in progress. */
  #shown = new Set<string>();
  /** Nodes that are to be recorded as pending: as many as one record should hold at a time, if they still are by then. */
  readonly #pending = new Set<string>();

  constructor(session: GraphSession, clock: Clock, events: WriterEvents) {
    this.#session = session;
    this.#clock = clock;
    this.#events = events;
  }

  /** Records nodes that are to be done, unless they are done before their turn to be recorded comes. */
  addPending(nodeIds: readonly string[]): void {
    for (const nodeId of nodeIds) this.#pending.add(nodeId);
    this.#schedule();
  }

  /** A node's turn began: it shows as in progress if it still is at the next transaction. */
  noteBegun(): void {
    this.#batch.hasBegun = true;
    this.#schedule();
  }

  /** Records a node that could not be documented. */
  addFailed(nodeId: string): void {
    this.#pending.delete(nodeId);
    this.#batch.states.failed.push(nodeId);
    this.#schedule();
  }

  /** Records a finished node. */
  addDocumentation(documentation: Documentation): void {
    this.#pending.delete(documentation.nodeId);
    this.#batch.documentation.push(documentation);
    this.#batch.states.completed.push(documentation.nodeId);
    this.#schedule();
    if (this.#batch.documentation.length >= FULL_BATCH) {
      this.#isDue = true;
      this.#hurry();
    }
  }

  /** Resolves when the intent is safely stored: only then may the call be made. */
  addIntent(intent: LlmCallIntent): Promise<void> {
    this.#calls.intents.push(intent);
    return this.#stored(this.#callWaiters);
  }

  /** Resolves when the answer is safely stored. */
  addResult(result: LlmCallResult): Promise<void> {
    this.#calls.results.push(result);
    return this.#stored(this.#callWaiters);
  }

  /** Notes that a call ended without an answer; nobody needs to wait for that. */
  addFailure(failure: LlmCallFailure): void {
    this.#calls.failures.push(failure);
    this.#schedule();
  }

  /** A promise to wait for when as much waits as one record of the store should hold, else `undefined`. */
  backlog(): Promise<void> | undefined {
    if (this.#batch.documentation.length < this.#session.recordLimit) return undefined;
    this.#isDue = true;
    return this.#stored(this.#batchWaiters);
  }

  /**
   * Writes all that was added but for nodes that are pending, since the run is over; a failure of the store is told by
   * {@link WriterEvents.onFailed}.
   */
  async flush(): Promise<void> {
    this.#pending.clear();
    while (this.#writing !== undefined || !isEmpty(this.#batch) || hasCalls(this.#calls)) {
      this.#isDue = true;
      if (this.#writing === undefined) this.#write();
      await this.#writing;
    }
  }

  #stored(waiters: PromiseWithResolvers[]): Promise<void> {
    const waiter = withResolvers();
    waiters.push(waiter);
    this.#hurry();
    return waiter.promise;
  }

  #schedule(): void {
    if (this.#hasFailed) return;
    this.#cancelTimer ??= this.#clock.schedule(GATHER_MS, () => {
      this.#isDue = true;
      this.#write();
    });
  }

  /** Writes in the next turn, so that workers that finish together share a transaction. */
  #hurry(): void {
    if (this.#isUrgent) return;
    this.#isUrgent = true;
    if (this.#writing === undefined) setImmediate(() => this.#write());
  }

  #write(): void {
    if (this.#writing !== undefined) return;
    const calls = this.#calls;
    const waiters = this.#callWaiters;
    this.#calls = noCalls();
    this.#callWaiters = [];
    this.#isUrgent = false;
    let batch = emptyBatch();
    const isAll = this.#isDue;
    if (isAll) {
      [batch, this.#batch] = [this.#batch, batch];
      waiters.push(...this.#batchWaiters);
      this.#batchWaiters = [];
      this.#isDue = false;
      this.#cancelTimer?.();
      this.#cancelTimer = undefined;
    }
    const states = isAll && (!isEmpty(batch) || this.#pending.size > 0) ? this.#statesOf(batch) : [];
    if (states.length === 0 && !hasCalls(calls) && waiters.length === 0) return;
    this.#writing = this.#record(batch, states, calls).then(
      () => {
        this.#writing = undefined;
        for (const waiter of waiters) waiter.resolve();
        // In their turn with all that was added meanwhile.
        if (this.#pending.size > 0) this.#isDue = true;
        if (this.#isUrgent || this.#isDue) this.#write();
      },
      (error: unknown) => {
        this.#writing = undefined;
        this.#hasFailed = true;
        for (const waiter of [...waiters, ...this.#callWaiters, ...this.#batchWaiters]) waiter.reject(error);
        this.#callWaiters = [];
        this.#batchWaiters = [];
        this.#batch = emptyBatch();
        this.#calls = noCalls();
        this.#pending.clear();
        this.#events.onFailed(error);
      },
    );
  }

  #statesOf({ states: { completed, failed } }: Batch): StatusChange[] {
    const inProgress = this.#newInProgress();
    return [
      { status: "pending", nodeIds: this.#takePending() },
      { status: "in_progress", nodeIds: inProgress },
      { status: "completed", nodeIds: completed },
      { status: "failed", nodeIds: failed },
    ];
  }

  /** Those that were not recorded as such before. */
  #newInProgress(): string[] {
    const inProgress = new Set(this.#events.idsInProgress());
    const shown = this.#shown;
    this.#shown = inProgress;
    for (const id of inProgress) this.#pending.delete(id);
    return [...inProgress].filter((id) => !shown.has(id));
  }

  #takePending(): string[] {
    const taken: string[] = [];
    for (const id of this.#pending) {
      if (taken.length === this.#session.recordLimit) break;
      taken.push(id);
      this.#pending.delete(id);
    }
    return taken;
  }

  async #record(batch: Batch, states: readonly StatusChange[], calls: Calls): Promise<void> {
    const startedAtMs = this.#clock.monotonicMs();
    await this.#session.record({
      states,
      documentation: batch.documentation,
      llmCallIntents: calls.intents,
      llmCallResults: calls.results,
      llmCallFailures: calls.failures,
    });
    const durationMs = this.#clock.monotonicMs() - startedAtMs;
    if (states.length === 0) {
      this.#events.onCallsWritten(durationMs);
      return;
    }
    const { completed, failed } = batch.states;
    this.#events.onWritten(batch.documentation, completed.length + failed.length, durationMs);
  }
}

function emptyBatch(): Batch {
  return { states: { completed: [], failed: [] }, hasBegun: false, documentation: [] };
}

function isEmpty({ states: { completed, failed }, hasBegun }: Batch): boolean {
  return !hasBegun && completed.length + failed.length === 0;
}

function noCalls(): Calls {
  return { intents: [], results: [], failures: [] };
}

function hasCalls({ intents, results, failures }: Calls): boolean {
  return intents.length + results.length + failures.length > 0;
}
