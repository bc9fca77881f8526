/** What every public asynchronous method takes: it settles exactly once, at the latest when one of these fires. */
export interface CallOptions {
  /** Milliseconds from the call, waiting in queues included. Each method names its default. */
  readonly timeoutMs?: number | undefined;
  /** Cancels the call; the promise then rejects with a `CancelledError`. */
  readonly signal?: AbortSignal | undefined;
}
