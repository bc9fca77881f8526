import { setTimeout as wait } from "node:timers/promises";
import type { StandingAnswer } from "../api/standing.js";

/** Milliseconds between looks at the tree while a page follows it. */
const LOOK_MS = 1_500;

/** What is followed, and for how long. */
export interface FollowOptions {
  readonly look: () => Promise<StandingAnswer>;
  readonly tell: (standing: StandingAnswer) => Promise<void>;
  readonly signal: AbortSignal;
  readonly pause?: ((ms: number) => Promise<unknown>) | undefined;
}

/**
 * Tells where the index stands, and again whenever that is another place: a file was edited, a run documented, a branch was switched. What can't be
 * looked at now is looked at again; resolves when `signal` fires.
 */
export async function followStanding(options: FollowOptions): Promise<void> {
  const { look, tell, signal, pause = (ms: number) => wait(ms, undefined, { signal, ref: false }) } = options;
  let told: string | undefined;
  while (!signal.aborted) {
    const standing = await look().catch(() => undefined);
    const now = JSON.stringify(standing);
    if (standing !== undefined && now !== told) {
      told = now;
      await tell(standing);
    }
    await pause(LOOK_MS).catch(() => undefined);
  }
}
