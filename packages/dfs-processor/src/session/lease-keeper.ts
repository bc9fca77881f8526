import { type Clock, hasErrorCode, type Logger } from "@stemma/core";
import type { GraphSession } from "@stemma/graph-store";

/** Sends heartbeats three times in a lease, so that two may be lost; stops when told to, or when the session is gone. */
export class LeaseKeeper {
  readonly #session: GraphSession;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onLost: (error: unknown) => void;
  #cancelTimer = (): void => undefined;
  #isStopped = false;

  constructor(session: GraphSession, clock: Clock, logger: Logger, onLost: (error: unknown) => void) {
    this.#session = session;
    this.#clock = clock;
    this.#logger = logger;
    this.#onLost = onLost;
    this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }

  #schedule(): void {
    const beat = (): void => {
      void this.#beat();
    };
    this.#cancelTimer = this.#clock.schedule(this.#session.leaseMs / 3, beat, { keepAlive: false });
  }

  async #beat(): Promise<void> {
    try {
      await this.#session.heartbeat();
    } catch (error) {
      if (this.#isStopped) return;
      if (hasErrorCode(error, "SESSION_LOST")) {
        this.#onLost(error);
        return;
      }
      this.#logger.warn({ sessionId: this.#session.id, error }, "heartbeat failed, will be tried again");
    }
    if (!this.#isStopped) this.#schedule();
  }
}
