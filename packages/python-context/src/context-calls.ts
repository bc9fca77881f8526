import type { Logger } from "@stemma/core";
import type { NativeStats } from "@stemma/native";
import type { Bridge, Settlement } from "./bridge/bridge.js";
import { outcome } from "./bridge/outcome.js";
import { undecodable } from "./bridge/undecodable.js";
import type { ContextHandles } from "./handles/context-handles.js";
import type { PythonCall } from "./python-call.js";
import type { PythonResult } from "./python-result.js";
import { CallCounter, type PythonStats } from "./python-stats.js";

/** The caller's result; one that can't be made of the settlement is a failure that says so. */
function finished<R>(finish: (settlement: Settlement) => R, settlement: Settlement): R {
  try {
    return finish(settlement);
  } catch (error) {
    return finish({ ...settlement, code: outcome.unencodable, value: undecodable(error) });
  }
}

const isFailure = (result: PythonResult<unknown>): boolean => !result.ok;

/** How a call is made, and what its caller gets of how it was settled. */
export interface Submitted<R> {
  readonly flags: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly handles: ContextHandles;
  /** The context takes no calls any more. */
  readonly isClosed: boolean;
  readonly finish: (settlement: Settlement) => R;
}

type OneOrMany = PythonResult<unknown> | PythonResult<unknown>[];

/** The calls of one context that are in flight: each settles once, is counted, and told to the logger when it failed. */
export class ContextCalls {
  readonly #bridge: Bridge;
  readonly #logger: Logger;
  readonly #counter = new CallCounter();
  #inFlight = 0;
  #onIdle = (): void => undefined;

  constructor(bridge: Bridge, logger: Logger) {
    this.#bridge = bridge;
    this.#logger = logger;
  }

  /** Counters of the context, and the state of the interpreter. */
  stats(native: NativeStats): PythonStats {
    return this.#counter.combine(native);
  }

  /** Waits until none is in flight. */
  async whenIdle(): Promise<void> {
    if (this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  /** Hands over a call, or many as one entry of the queue; never rejects. Throws where an argument has no Python form. */
  submit<R extends OneOrMany>(
    work: PythonCall | readonly PythonCall[],
    { flags, timeoutMs, signal, handles, isClosed, finish }: Submitted<R>,
  ): Promise<R> {
    const refused = isClosed ? outcome.closed : signal?.aborted ? outcome.cancelled : undefined;
    if (refused !== undefined) {
      return Promise.resolve(finish({ code: refused, value: null, queuedMs: 0, ranMs: 0 }));
    }
    let resolve: (result: R) => void = () => undefined;
    const settled = new Promise<R>((resolvePromise) => {
      resolve = resolvePromise;
    });
    let id: number | undefined;
    const onAbort = (): void => {
      if (id !== undefined) this.#bridge.cancel(id, outcome.cancelled);
    };
    const settle = (settlement: Settlement): void => {
      const result = finished(finish, settlement);
      resolve(result);
      this.#inFlight--;
      if (this.#inFlight === 0) this.#onIdle();
      // Last, when nobody waits any more: a signal or a logger of the caller's own may throw.
      try {
        signal?.removeEventListener("abort", onAbort);
      } finally {
        this.#note(settlement, result);
      }
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      const isBatch = Array.isArray(work);
      id = this.#bridge.submit(work, flags, { timeoutMs, handles, isBatch, settle });
    } catch (error) {
      signal?.removeEventListener("abort", onAbort);
      throw error;
    }
    this.#counter.started();
    this.#inFlight++;
    return settled;
  }

  #note({ queuedMs, ranMs }: Settlement, outcomeOfCall: OneOrMany): void {
    const failure = Array.isArray(outcomeOfCall) ? outcomeOfCall.find(isFailure) : outcomeOfCall;
    if (failure === undefined || failure.ok) {
      this.#counter.settled(undefined, queuedMs, ranMs);
      return;
    }
    this.#counter.settled(failure.error.kind, queuedMs, ranMs);
    // Debug: the caller gets it, too, and knows whether it is worth a warning.
    const { kind, type, message, operationName } = failure.error;
    this.#logger.debug({ kind, type, message, operationName, queuedMs, ranMs }, "Python call failed");
  }
}
