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
  try {
    return await work(AbortSignal.any(signals));
  } catch (error) {
    if (timeout?.aborted && !signal?.aborted) {
      const advice = "What was finished is kept; the same command again goes on from there";
      throw new TimeoutError(operationName, timeoutMs ?? 0, { cause: error, advice });
    }
    throw error;
  }
}
