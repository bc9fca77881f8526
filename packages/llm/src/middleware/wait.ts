import { CancelledError, type Clock } from "@stemma/core";

/** Resolves after `delayMs`, or rejects with a `CancelledError` as soon as `signal` fires. */
export function wait(
  clock: Clock,
  delayMs: number,
  operationName: string,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      cancelTimer();
      reject(new CancelledError(operationName, signal?.reason));
    };
    const cancelTimer = clock.schedule(delayMs, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort, { once: true });
  });
}
