import { setMaxListeners } from "node:events";
import { TimeoutError } from "@stemma/core";

/** Runs `work` with one signal for the caller's abort and the time-out; a time-out becomes a {@link TimeoutError}. */
export async function withStopSignal<T>(
  operationName: string,
  options: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs } = options;
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const signals = [signal, timeout].filter((given) => given !== undefined);
  const stop = AbortSignal.any(signals);
  // Every node under way listens to it; the default of ten would be taken for a leak.
  setMaxListeners(0, stop);
  try {
    return await work(stop);
  } catch (error) {
    if (timeout?.aborted && !signal?.aborted) {
      const advice = "What was finished is kept; the same command again goes on from there";
      throw new TimeoutError(operationName, timeoutMs ?? 0, { cause: error, advice });
    }
    throw error;
  }
}
