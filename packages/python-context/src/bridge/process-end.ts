import { isMainThread } from "node:worker_threads";
import type { Bridge } from "./bridge.js";

/** For a process that has nothing left to do: as long as `close` would have. */
const idleLimitMs = 10_000;

/** For `process.exit` and uncaught errors, whose caller wants an end. */
const abruptLimitMs = 5_000;

/**
 * Ends Python where the process ends while a context is open, as `close` does: exit functions run, temporary folders and
 * child processes go. It blocks the event loop, which has no turn left, and never longer than its limit.
 *
 * @returns how to stop watching.
 */
export function watchProcessEnd(bridge: Bridge): () => void {
  let limitMs = abruptLimitMs;
  const onIdle = (): void => {
    limitMs = idleLimitMs;
  };
  const onExit = (): void => {
    bridge.endProcess(limitMs, isMainThread);
  };
  process.on("beforeExit", onIdle);
  process.on("exit", onExit);
  return () => {
    process.off("beforeExit", onIdle);
    process.off("exit", onExit);
  };
}
