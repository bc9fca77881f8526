import { existsSync } from "node:fs";
import type { StateDirectory } from "../state/state-directory.js";
import { gitHead } from "./git-head.js";
import { historyPaths } from "./history-paths.js";

/** The branches of index and tree when they differ; `undefined` also when one of them is on none. */
export async function otherBranch(
  state: StateDirectory,
  versions: string | undefined,
): Promise<{ readonly index: string; readonly tree: string } | undefined> {
  const { stateFile } = historyPaths(state, versions, undefined);
  if (!existsSync(stateFile)) return undefined;
  const tree = (await gitHead(state.root))?.branch;
  if (tree === undefined) return undefined;
  const { LocalState } = await import("@stemma/versions");
  const index = LocalState.peek(stateFile)?.branch;
  return index === undefined || index === null || index === tree ? undefined : { index, tree };
}
