import { setTimeout as wait } from "node:timers/promises";
import { StemmaError } from "@stemma/core";

/** Another process has what is needed: another assistant's server lets go of it a second after its last question. */
const HELD = new Set([
  "DATA_DIRECTORY_LOCKED",
  "GRAPH_BUSY",
  "REPOSITORY_BUSY",
  "STATE_IN_USE",
  "WORKING_COPY_LOCKED",
]);
const PATIENCE_MS = 5_000;
const BETWEEN_MS = 150;

/** Tries again what another process keeps from being done, for some seconds; then its error says who has it. */
export async function untilFree<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  { now = () => performance.now(), pause = (ms: number) => wait(ms, undefined, { signal }) }: Clock = {},
): Promise<T> {
  const endMs = now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!StemmaError.isInstance(error) || !HELD.has(error.code) || now() >= endMs || signal.aborted)
        throw error;
      await pause(BETWEEN_MS);
    }
  }
}

/** Time, for tests. */
interface Clock {
  readonly now?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
}
