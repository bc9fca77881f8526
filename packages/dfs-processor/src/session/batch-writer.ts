import type { Clock } from "@stemma/core";
import type { Documentation, GraphSession, StatusChange } from "@stemma/graph-store";
import { WriteLoop } from "./write-loop.js";

/** Finished nodes that are written without waiting for more. */
const FULL_BATCH = 1_000;
/** Nodes that become pending with one transaction: of a fast run's most are done before their turn to be written as such. */
const MOST_PENDING = 1_000;

interface Batch {
  readonly documentation: Documentation[];
  readonly failedIds: string[];
  /** Whether nodes began that may be in progress by now. */
  hasBegun: boolean;
}

/** What the writer asks, and tells what it did. */
export interface BatchWriterEvents {
  /** Nodes under way at the moment of a transaction. Those that begin and end between two never show as such. */
  idsInProgress(): Iterable<string>;
  onWritten(documentation: readonly Documentation[], nodeCount: number, durationMs: number): void;
  /** The store failed: what waits is not written. */
  onFailed(error: unknown): void;
}

/** Gathers statuses and texts of many nodes into few transactions. */
export class BatchWriter {
  readonly #session: GraphSession;
  readonly #clock: Clock;
  readonly #events: BatchWriterEvents;
  readonly #loop: WriteLoop;
  #batch = emptyBatch();
  /** Nodes that were recorded as in progress. */
  #shown = new Set<string>();
  /** Nodes that are to be recorded as pending, if they still are when a record has room for them. */
  readonly #pending = new Set<string>();

  constructor(session: GraphSession, clock: Clock, events: BatchWriterEvents) {
    this.#session = session;
    this.#clock = clock;
    this.#events = events;
    this.#loop = new WriteLoop(clock, {
      hasWork: () => this.#pending.size > 0 || !isEmpty(this.#batch),
      write: () => this.#write(),
      drop: (error) => {
        this.#batch = emptyBatch();
        this.#pending.clear();
        events.onFailed(error);
      },
    });
  }

  /** Records nodes that are to be done, unless they are done before their turn to be recorded comes. */
  addPending(nodeIds: readonly string[]): void {
    for (const nodeId of nodeIds) this.#pending.add(nodeId);
    this.#loop.soon();
  }

  /** A node's turn began: it shows as in progress if it still is at the next transaction. */
  noteBegun(): void {
    this.#batch.hasBegun = true;
    this.#loop.soon();
  }

  /** Records a node that could not be documented. */
  addFailed(nodeId: string): void {
    this.#pending.delete(nodeId);
    this.#batch.failedIds.push(nodeId);
    this.#loop.soon();
  }

  /** Records a finished node. */
  addDocumentation(documentation: Documentation): void {
    this.#pending.delete(documentation.nodeId);
    this.#batch.documentation.push(documentation);
    if (this.#batch.documentation.length < FULL_BATCH) this.#loop.soon();
    else this.#loop.next();
  }

  /** A promise to wait for when as much waits as one record of the store should hold, else `undefined`. */
  backlog(): Promise<void> | undefined {
    if (this.#batch.documentation.length < this.#session.recordLimit) return undefined;
    return this.#loop.stored();
  }

  /**
   * Writes all that was added but for nodes that are pending, since the run is over; a failure of the store is told by
   * {@link BatchWriterEvents.onFailed}.
   */
  async flush(): Promise<void> {
    this.#pending.clear();
    await this.#loop.flush();
  }

  async #write(): Promise<void> {
    const batch = this.#batch;
    this.#batch = emptyBatch();
    const nodeCount = batch.documentation.length + batch.failedIds.length;
    const states = this.#statesOf(batch);
    const startedAtMs = this.#clock.monotonicMs();
    await this.#session.record({ states, documentation: batch.documentation });
    this.#events.onWritten(batch.documentation, nodeCount, this.#clock.monotonicMs() - startedAtMs);
    // A little later, with what is finished by then.
    if (this.#pending.size > 0) this.#loop.soon();
  }

  #statesOf({ documentation, failedIds }: Batch): StatusChange[] {
    const inProgress = this.#newInProgress();
    const room = this.#session.recordLimit - inProgress.length - documentation.length - failedIds.length;
    return [
      { status: "pending", nodeIds: this.#takePending(Math.min(room, MOST_PENDING)) },
      { status: "in_progress", nodeIds: inProgress },
      { status: "completed", nodeIds: documentation.map(({ nodeId }) => nodeId) },
      { status: "failed", nodeIds: failedIds },
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

  #takePending(room: number): string[] {
    const taken: string[] = [];
    for (const id of this.#pending) {
      if (taken.length >= room) break;
      taken.push(id);
      this.#pending.delete(id);
    }
    return taken;
  }
}

function emptyBatch(): Batch {
  return { documentation: [], failedIds: [], hasBegun: false };
}

function isEmpty({ documentation, failedIds, hasBegun }: Batch): boolean {
  return !hasBegun && documentation.length + failedIds.length === 0;
}
