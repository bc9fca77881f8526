import { existsSync } from "node:fs";
import type { StateDirectory } from "../state/state-directory.js";
import { gitPlace } from "./git-place.js";
import { historyPlace } from "./history-place.js";

/** The branches of index and tree when they differ; `undefined` also when one of them is on none. */
export async function otherBranch(
  state: StateDirectory,
  versions: string | undefined,
): Promise<{ readonly index: string; readonly tree: string } | undefined> {
  const { stateFile } = historyPlace(state, versions, undefined);
  if (!existsSync(stateFile)) return undefined;
  const tree = (await gitPlace(state.root))?.branch;
  if (tree === undefined) return undefined;
  const { LocalState } = await import("@stemma/versions/local-state");
  const index = LocalState.peek(stateFile)?.branch;
  return index === undefined || index === null || index === tree ? undefined : { index, tree };
}
