import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { hasErrorCode, type Logger, systemClock } from "@stemma/core";
import { type BroughtAlong, bringAlong } from "../along/bring-along.js";
import { takeTurn } from "../along/turns.js";
import { isHeld, untilFree } from "../along/until-free.js";
import { StemmaProject } from "../project/stemma-project.js";
import { findStateDirectory } from "../state/state-directory.js";
import { type HookedTree, readHooked } from "./hooked-trees.js";
import { findHooksPlace } from "./hooks-place.js";
import { type HookRun, logRun } from "./run-log.js";

/** What a hook's run is given. */
export interface RunHookOptions {
  readonly event: string;
  /** Where git has run the hook. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Milliseconds for all of it. Default 30 minutes. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 1_800_000;
const TRIES = 3;

/** Brings along what the hooks of this repository are to bring along, where this worktree is documented. */
export async function runHook({ directory, ...options }: RunHookOptions): Promise<HookRun[]> {
  const { timeoutMs = TIMEOUT_MS } = options;
  const { top, commonDirectory } = await findHooksPlace(directory);
  const hooked = await readHooked(commonDirectory);
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  const runs: HookRun[] = [];
  for (const tree of hooked?.trees ?? []) {
    const run = await runForTree(resolve(top, tree.path), tree, { ...options, signal });
    if (run !== undefined) runs.push(run);
  }
  return runs;
}

/** `undefined` where there is nothing to bring along, or another run that waits will do it. */
async function runForTree(
  root: string,
  { allowSpend, flags }: HookedTree,
  { event, signal, logger }: Omit<RunHookOptions, "directory">,
): Promise<HookRun | undefined> {
  const state = await findStateDirectory(root, flags.stateDir);
  // The tree's own, not that of one above it; in a new worktree there is none.
  if (state === null || realpathSync(state.root) !== realpathSync(root)) return undefined;
  const slot = await takeTurn(state, signal);
  if (slot === undefined) return undefined;
  const startedMs = systemClock.monotonicMs();
  const ended = async (outcome: HookRun["outcome"], words: string): Promise<HookRun> => {
    const tookMs = Math.round(systemClock.monotonicMs() - startedMs);
    const run = { at: new Date(systemClock.now()).toISOString(), event, outcome, words, tookMs };
    await logRun(state, run);
    return run;
  };
  const once = async (): Promise<BroughtAlong> => {
    await using project = await StemmaProject.openNearest(root, { flags, logger });
    return await bringAlong(project, { allowSpend, signal });
  };
  try {
    const patiently = (): Promise<BroughtAlong> => untilFree(once, signal, { patienceMs: Infinity });
    const { outcome, words } = await severalTimes(patiently, signal);
    return await ended(outcome, words);
  } catch (error) {
    return await ended(outcomeOf(error, signal), error instanceof Error ? error.message : String(error));
  } finally {
    slot.release();
  }
}

/** With a low priority on a busy machine a store may not open within its time. */
async function severalTimes<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || signal.aborted || !hasErrorCode(error, "TIMEOUT")) throw error;
    }
  }
}

function outcomeOf(error: unknown, { aborted, reason }: AbortSignal): HookRun["outcome"] {
  if (hasErrorCode(error, "TIMEOUT")) return "timed out";
  if (aborted) return (reason as Error | undefined)?.name === "TimeoutError" ? "timed out" : "stopped";
  return isHeld(error) ? "held" : "failed";
}
