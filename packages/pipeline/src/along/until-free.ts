import { setTimeout as wait } from "node:timers/promises";
import { StemmaError } from "@stemma/core";

/** Another process has what is needed; whoever is idle lets go of it a second after its last use. */
const HELD = new Set([
  "DATA_DIRECTORY_LOCKED",
  "GRAPH_BUSY",
  "REPOSITORY_BUSY",
  "STATE_IN_USE",
  "WORKING_COPY_LOCKED",
]);
const PATIENCE_MS = 5_000;
const BETWEEN_MS = 150;

/** Whether an error says that another process has what was needed, and nothing was done. */
export function isHeld(error: unknown): boolean {
  return StemmaError.isInstance(error) && HELD.has(error.code);
}

/** Tries again what another process keeps from being done, for some seconds; then its error says who has it. */
export async function untilFree<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  {
    patienceMs = PATIENCE_MS,
    now = () => performance.now(),
    pause = (ms) => wait(ms, undefined, { signal }),
  }: UntilFreeOptions = {},
): Promise<T> {
  const endMs = now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error) || now() >= endMs || signal.aborted) throw error;
      await pause(BETWEEN_MS);
    }
  }
}

/** How long is waited; and time, for tests. */
interface UntilFreeOptions {
  /** Default 5,000. */
  readonly patienceMs?: number | undefined;
  readonly now?: (() => number) | undefined;
  readonly pause?: ((ms: number) => Promise<unknown>) | undefined;
}
