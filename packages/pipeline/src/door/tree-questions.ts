import { type CallOptions, CancelledError, TimeoutError } from "@stemma/core";
import type { StemmaProject } from "../project/stemma-project.js";
import { CallGate } from "./call-gate.js";
import type { ProjectBursts } from "./project-bursts.js";
import { untilFree } from "./until-free.js";

/** Milliseconds that a question may take. */
const CALL_MS = 60_000;

/** What is known of a question before it is asked. */
export interface AskedQuestion {
  readonly name: string;
  /** Needs Python: fewer of them run at once, and the first one takes longer. */
  readonly isHeavy: boolean;
  readonly cancelled: AbortSignal;
}

/** Questions of people or assistants who stay, to one tree: each has its turn, its time, and patience with what another process holds. */
export class TreeQuestions {
  readonly #bursts: ProjectBursts;
  /** A stuck call into Python keeps no question waiting that needs none. */
  readonly #heavy = new CallGate({ atOnce: 4, mostWaiting: 32 });
  readonly #light = new CallGate({ atOnce: 8, mostWaiting: 64 });

  constructor(bursts: ProjectBursts) {
    this.#bursts = bursts;
  }

  /** Rejects as `use` does, or with {@link TimeoutError} or {@link CancelledError}: then what runs may go on, unheard. */
  ask<T>(
    use: (project: StemmaProject, options: CallOptions) => Promise<T>,
    { name, isHeavy, cancelled }: AskedQuestion,
  ): Promise<T> {
    const timeUp = AbortSignal.timeout(CALL_MS);
    const signal = AbortSignal.any([cancelled, timeUp]);
    const options = { signal, timeoutMs: CALL_MS };
    const gate = isHeavy ? this.#heavy : this.#light;
    const once = (): Promise<T> => this.#bursts.run((project) => use(project, options));
    return orStopped(
      gate.run(() => untilFree(once, signal)),
      name,
      { signal, timeUp },
    );
  }
}

/** What is opened can't be stopped: whoever asked is answered nevertheless. */
async function orStopped<T>(
  work: Promise<T>,
  name: string,
  { signal, timeUp }: { readonly signal: AbortSignal; readonly timeUp: AbortSignal },
): Promise<T> {
  let onAbort = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(timeUp.aborted ? new TimeoutError(name, CALL_MS) : new CancelledError(name));
  });
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
