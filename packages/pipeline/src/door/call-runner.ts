import { type CallOptions, CancelledError, TimeoutError } from "@stemma/core";
import { untilFree } from "../along/until-free.js";
import type { Bursts, Closeable } from "./bursts.js";
import { CallGate } from "./call-gate.js";

/** Milliseconds that a call may take, where its tool says nothing else. */
const CALL_MS = 60_000;

/** What is known of a call before it begins. */
export interface AskedCall {
  readonly name: string;
  /** Needs Python: fewer of them run at once. */
  readonly isHeavy: boolean;
  /** One of them runs at a time. */
  readonly isWriting?: boolean | undefined;
  /** Default: one minute. */
  readonly mostMs?: number | undefined;
  /** Fires when the client gives the call up. */
  readonly cancelled: AbortSignal;
}

/** Runs work within the bounds of a call: its turn, its time, and what another process holds. */
export class CallRunner<Resource extends Closeable> {
  readonly #bursts: Bursts<Resource>;
  /** A stuck call into Python keeps no question waiting that needs none. */
  readonly #heavy = new CallGate({ atOnce: 4, mostWaiting: 32 });
  readonly #light: CallGate;
  readonly #writing = new CallGate({ atOnce: 1, mostWaiting: 8 });

  /**
   * @param options - `mostWaiting`: calls without Python that wait for their turn, beyond which one is refused; default 64
   */
  constructor(
    bursts: Bursts<Resource>,
    { mostWaiting = 64 }: { readonly mostWaiting?: number | undefined } = {},
  ) {
    this.#bursts = bursts;
    this.#light = new CallGate({ atOnce: 8, mostWaiting });
  }

  ask<T>(
    use: (resource: Resource, options: CallOptions) => Promise<T>,
    { name, isHeavy, isWriting = false, mostMs = CALL_MS, cancelled }: AskedCall,
  ): Promise<T> {
    const timeUp = AbortSignal.timeout(mostMs);
    const signal = AbortSignal.any([cancelled, timeUp]);
    const options = { signal, timeoutMs: mostMs };
    const gate = isWriting ? this.#writing : isHeavy ? this.#heavy : this.#light;
    const once = (): Promise<T> => this.#bursts.run((resource) => use(resource, options));
    const work = gate.run(() => untilFree(once, signal), signal);
    const stopped = (): Error => (timeUp.aborted ? new TimeoutError(name, mostMs) : new CancelledError(name));
    return orStopped(work, signal, stopped);
  }
}

/** What is opened can't be stopped: whoever asked is answered nevertheless. */
async function orStopped<T>(work: Promise<T>, signal: AbortSignal, error: () => Error): Promise<T> {
  let onAbort = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(error());
  });
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([stopped, work]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
