import type { Clock } from "@stemma/core";
import type {
  Documentation,
  GraphSession,
  LlmCallFailure,
  LlmCallIntent,
  LlmCallResult,
  ProcessingStatus,
  StatusChange,
} from "@stemma/graph-store";

/** How long finished nodes wait for others to be written with, in milliseconds. */
const GATHER_MS = 25;
/** Finished nodes that are written without waiting for more. */
const FULL_BATCH = 1_000;

/** What is written soon: statuses and texts. */
interface Batch {
  /** Node ids by their status; a node is in one list at most, but for `pending`, which the others overrule. */
  readonly states: Record<Exclude<ProcessingStatus, "in_progress">, string[]>;
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

  constructor(session: GraphSession, clock: Clock, events: WriterEvents) {
    this.#session = session;
    this.#clock = clock;
    this.#events = events;
  }

  /** Records nodes that are to be done. Each has one of the other statuses later. */
  addPending(nodeIds: readonly string[]): void {
    for (const nodeId of nodeIds) this.#batch.states.pending.push(nodeId);
    this.#schedule();
  }

  /** A node's turn began: it shows as in progress if it still is at the next transaction. */
  noteBegun(): void {
    this.#batch.hasBegun = true;
    this.#schedule();
  }

  /** Records a node that could not be documented. */
  addFailed(nodeId: string): void {
    this.#batch.states.failed.push(nodeId);
    this.#schedule();
  }

  /** Records a finished node. */
  addDocumentation(documentation: Documentation): void {
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

  /** Writes all that was added; a failure of the store is told by {@link WriterEvents.onFailed}. */
  async flush(): Promise<void> {
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
    if (this.#isDue) {
      [batch, this.#batch] = [this.#batch, batch];
      waiters.push(...this.#batchWaiters);
      this.#batchWaiters = [];
      this.#isDue = false;
      this.#cancelTimer?.();
      this.#cancelTimer = undefined;
    }
    if (isEmpty(batch) && !hasCalls(calls) && waiters.length === 0) return;
    this.#writing = this.#record(batch, calls).then(
      () => {
        this.#writing = undefined;
        for (const waiter of waiters) waiter.resolve();
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
        this.#events.onFailed(error);
      },
    );
  }

  #statesOf({ states: { pending, completed, failed } }: Batch): StatusChange[] {
    return [
      { status: "pending", nodeIds: pending },
      { status: "in_progress", nodeIds: this.#newInProgress() },
      { status: "completed", nodeIds: completed },
      { status: "failed", nodeIds: failed },
    ];
  }

  /** Those that were not recorded as such before. */
  #newInProgress(): string[] {
    const inProgress = new Set(this.#events.idsInProgress());
    const shown = this.#shown;
    this.#shown = inProgress;
    return [...inProgress].filter((id) => !shown.has(id));
  }

  async #record(batch: Batch, calls: Calls): Promise<void> {
    const startedAtMs = this.#clock.monotonicMs();
    const states = isEmpty(batch) ? [] : this.#statesOf(batch);
    await this.#session.record({
      states,
      documentation: batch.documentation,
      llmCallIntents: calls.intents,
      llmCallResults: calls.results,
      llmCallFailures: calls.failures,
    });
    const durationMs = this.#clock.monotonicMs() - startedAtMs;
    const { completed, failed } = batch.states;
    this.#events.onWritten(batch.documentation, completed.length + failed.length, durationMs);
  }
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers(): PromiseWithResolvers {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // A worker may have been given up and not wait any more.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

function emptyBatch(): Batch {
  return { states: { pending: [], completed: [], failed: [] }, hasBegun: false, documentation: [] };
}

function isEmpty({ states: { pending, completed, failed }, hasBegun }: Batch): boolean {
  return !hasBegun && pending.length + completed.length + failed.length === 0;
}

function noCalls(): Calls {
  return { intents: [], results: [], failures: [] };
}

function hasCalls({ intents, results, failures }: Calls): boolean {
  return intents.length + results.length + failures.length > 0;
}
