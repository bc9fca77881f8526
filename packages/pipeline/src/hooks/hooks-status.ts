import { existsSync } from "node:fs";
import type { StateDirectory } from "../state/state-directory.js";
import { isHooked } from "./hook-file.js";
import { HOOK_NAMES, type HookName } from "./hook-names.js";
import { readHooked, treePath } from "./hooked-trees.js";
import { findHooksPlace } from "./hooks-place.js";
import { findHooks } from "./install-hooks.js";
import { type HookRun, readRuns } from "./run-log.js";

/** Whether git's hooks bring a tree along, and what they have done. */
export interface HooksStatus {
  readonly hooksDirectory: string;
  /** All of them are there, begin a program that is there, and know of this tree. */
  readonly isInstalled: boolean;
  readonly allowSpend: boolean;
  /** Hooks that do not begin ours: never installed, or written anew by another program. */
  readonly missing: readonly HookName[];
  /** What they begin, where it is gone. */
  readonly missingProgram: string | null;
  /** The newest first. */
  readonly runs: readonly HookRun[];
}

const SHOWN_RUNS = 10;

/**
 * @throws {@link HooksError}
 * @throws {@link GitError}
 */
export async function hooksStatus(state: StateDirectory): Promise<HooksStatus> {
  const { hooksDirectory, commonDirectory, top } = await findHooksPlace(state.root);
  const hooked = await readHooked(commonDirectory);
  const tree = hooked?.trees.find(({ path }) => path === treePath(top, state.root));
  const found = await findHooks(hooksDirectory);
  const missing = HOOK_NAMES.filter((name) => !isHooked(found.get(name) ?? { kind: "none" }, name));
  const program = hooked === undefined ? [] : [hooked.program.node, hooked.program.script];
  const missingProgram = program.find((path) => !existsSync(path)) ?? null;
  return {
    hooksDirectory,
    isInstalled: tree !== undefined && missing.length === 0 && missingProgram === null,
    allowSpend: tree?.allowSpend ?? false,
    missing,
    missingProgram,
    runs: await readRuns(state, SHOWN_RUNS),
  };
}
