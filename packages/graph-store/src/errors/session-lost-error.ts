import { GraphStoreError } from "./graph-store-error.js";

/**
 * The session is no longer in the graph, code `"SESSION_LOST"`: its lease ran out (the machine slept, the process was
 * stopped) and another run swept it. What it had recorded before stays.
 */
export class SessionLostError extends GraphStoreError {
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(`Session ${sessionId} was removed from the graph because its lease ran out`, {
      code: "SESSION_LOST",
      retryable: true,
      advice: "Run again: what was finished is kept and not done twice.",
    });
    this.sessionId = sessionId;
  }
}
