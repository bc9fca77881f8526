import type { Logger } from "@stemma/core";
import type { StateDirectory } from "../state/state-directory.js";
import { isTurnTaken } from "./turns.js";
import { isHeld, untilFree } from "./until-free.js";

const PATIENCE_MS = 60_000;

/** Opens what another process may hold; where that is a run that a hook or a watch has begun, its end is waited for, and that is said. */
export async function afterTurn<T>(
  { state, logger }: { readonly state: Pick<StateDirectory, "directory">; readonly logger: Logger },
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!isHeld(error) || !isTurnTaken(state)) throw error;
    logger.warn({}, "waiting for the run that a hook or a watch has begun");
    return untilFree(open, new AbortController().signal, { patienceMs: PATIENCE_MS });
  }
}
