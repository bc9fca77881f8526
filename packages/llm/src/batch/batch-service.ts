/** One call of a batch. */
export interface BatchCall {
  /** Unique for ever; letters, digits and hyphens, at most 64. */
  readonly id: string;
  /** What would be sent for it alone: JSON. */
  readonly body: string;
}

/** How far a service has come with a batch. */
export interface BatchState {
  /** Nothing more will come. */
  readonly isOver: boolean;
  /** Calls that have their answer, as far as the service tells before the end. */
  readonly done: number;
  /** Why the batch was refused as a whole, so that none of its calls was made; `null` otherwise. */
  readonly refusal: string | null;
}

/** What one call would have been answered with, had it been made alone. */
export interface BatchAnswer {
  readonly id: string;
  /** HTTP's: 200 for an answer, 503 where its time was over before its turn. */
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** What is known of a batch that was begun, and of which the service's answer never came. */
export interface BegunBatch {
  /** As {@link BatchService.prepare} gave it. */
  readonly mark: string;
  readonly callIds: readonly string[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly begunAtMs: number;
  /** Ids of other batches. */
  readonly others: ReadonlySet<string>;
}

/** A batch that was looked for. */
export interface FoundBatch {
  readonly id: string;
  /** `false`: it looks like it, and its answers will tell. */
  readonly isCertain: boolean;
}

/**
 * A service that makes many calls later, for less. Rejects with a {@link BatchServiceError} for what it refuses, and with
 * whatever `fetch` has for what did not reach it.
 */
export interface BatchService {
  /** All that is done before a batch is begun and costs nothing; what it gives is kept, and finds the batch again. */
  prepare(calls: readonly BatchCall[], signal: AbortSignal): Promise<string>;
  /** Begins a batch: from here on it is paid for. Gives its id. */
  begin(mark: string, calls: readonly BatchCall[], signal: AbortSignal): Promise<string>;
  /** A batch that may have been begun; `undefined` where it was not. */
  find(batch: BegunBatch, signal: AbortSignal): Promise<FoundBatch | undefined>;
  look(id: string, signal: AbortSignal): Promise<BatchState>;
  /** Of a batch that is over, in any order; calls that were not made may be missing. */
  answers(id: string, signal: AbortSignal): Promise<BatchAnswer[]>;
}

/** A service refused a request about a batch: its status and what it said. Goes no further than the calls of the batch. */
export class BatchServiceError extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`HTTP ${status}`);
    this.name = "BatchServiceError";
    this.status = status;
    this.body = body;
  }
}
