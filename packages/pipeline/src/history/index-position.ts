import { existsSync } from "node:fs";
import type { Position } from "@stemma/versions";
import type { StateDirectory } from "../state/state-directory.js";
import { historyPaths } from "./history-paths.js";

/** Of an index without a history. */
const NO_HISTORY = "none";

/** A place in the history as a text to compare. */
export function positionText({ branch, commit }: Position): string {
  return JSON.stringify([branch, commit]);
}

/**
 * Where the index stands in its history, without opening that; `undefined` while another process, or another handle of this one,
 * works with it.
 */
export async function indexPosition(
  state: StateDirectory,
  versions: string | undefined,
): Promise<string | undefined> {
  const { stateFile } = historyPaths(state, versions, undefined);
  if (!existsSync(stateFile)) return NO_HISTORY;
  const { LocalState } = await import("@stemma/versions/local-state");
  const position = LocalState.peek(stateFile);
  return position === undefined ? undefined : positionText(position);
}
