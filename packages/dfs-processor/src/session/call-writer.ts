import type { Clock } from "@stemma/core";
import type { GraphSession, LlmCallFailure, LlmCallIntent, LlmCallResult } from "@stemma/graph-store";
import { WriteLoop } from "./write-loop.js";

interface Calls {
  readonly intents: LlmCallIntent[];
  readonly results: LlmCallResult[];
  readonly failures: LlmCallFailure[];
}

/** What the writer tells. */
export interface CallWriterEvents {
  onWritten(durationMs: number): void;
  /** The store failed: what waits is not written. */
  onFailed(error: unknown): void;
}

/**
 * Keeps the journal of paid calls. Workers wait for it, so it is written at once, and without the statuses and texts of others:
 * a text whose answer is in the journal can wait, since a run that follows takes it from there.
 */
export class CallWriter {
  readonly #session: GraphSession;
  readonly #clock: Clock;
  readonly #events: CallWriterEvents;
  readonly #loop: WriteLoop;
  #calls = noCalls();

  constructor(session: GraphSession, clock: Clock, events: CallWriterEvents) {
    this.#session = session;
    this.#clock = clock;
    this.#events = events;
    this.#loop = new WriteLoop(clock, {
      hasWork: () => hasCalls(this.#calls),
      write: () => this.#write(),
      drop: (error) => {
        this.#calls = noCalls();
        events.onFailed(error);
      },
    });
  }

  /** Resolves when the intent is safely stored: only then may the call be made. */
  addIntent(intent: LlmCallIntent): Promise<void> {
    this.#calls.intents.push(intent);
    return this.#loop.stored();
  }

  /** Resolves when the answer is safely stored. */
  addResult(result: LlmCallResult): Promise<void> {
    this.#calls.results.push(result);
    return this.#loop.stored();
  }

  /** Notes that a call ended without an answer; nobody needs to wait for that. */
  addFailure(failure: LlmCallFailure): void {
    this.#calls.failures.push(failure);
    this.#loop.soon();
  }

  /** Writes all that was added; a failure of the store is told by {@link CallWriterEvents.onFailed}. */
  flush(): Promise<void> {
    return this.#loop.flush();
  }

  async #write(): Promise<void> {
    const { intents, results, failures } = this.#calls;
    this.#calls = noCalls();
    const startedAtMs = this.#clock.monotonicMs();
    await this.#session.record({
      llmCallIntents: intents,
      llmCallResults: results,
      llmCallFailures: failures,
    });
    this.#events.onWritten(this.#clock.monotonicMs() - startedAtMs);
  }
}

function noCalls(): Calls {
  return { intents: [], results: [], failures: [] };
}

function hasCalls({ intents, results, failures }: Calls): boolean {
  return intents.length + results.length + failures.length > 0;
}
