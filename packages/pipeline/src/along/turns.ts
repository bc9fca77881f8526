import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { StateDirectory } from "../state/state-directory.js";
import { ProcessSlot } from "./process-slot.js";

const BETWEEN_MS = 200;

type Place = Pick<StateDirectory, "directory">;
const runningFile = ({ directory }: Place): string => join(directory, "along-running.lock");
const waitingFile = ({ directory }: Place): string => join(directory, "along-waiting.lock");

/**
 * The turn of a run that nobody waits for: one process runs and one waits for it. The one that waits will see all that has happened until
 * then, so that any other one need not: it is given `undefined`.
 */
export async function takeTurn(state: Place, signal: AbortSignal): Promise<ProcessSlot | undefined> {
  const waiting = ProcessSlot.take(waitingFile(state));
  if (waiting === undefined) return undefined;
  try {
    for (;;) {
      const running = ProcessSlot.take(runningFile(state));
      if (running !== undefined) return running;
      await wait(BETWEEN_MS, undefined, { signal });
    }
  } finally {
    waiting.release();
  }
}

/** Whether such a run is under way: it ends by itself, and can be waited for. */
export function isTurnTaken(state: Place): boolean {
  if (!existsSync(runningFile(state))) return false;
  const free = ProcessSlot.take(runningFile(state));
  free?.release();
  return free === undefined;
}
