import { access, constants, lstat, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { ProjectFlags } from "../config/load-config.js";
import { HooksError } from "../errors/hooks-error.js";
import type { StateDirectory } from "../state/state-directory.js";
import { addToHook, type FoundHook, findHook, isHooked, takeFromHook } from "./hook-file.js";
import { HOOK_NAMES, type HookName } from "./hook-names.js";
import {
  type HookProgram,
  lastingFlags,
  readHooked,
  removeHooked,
  treePath,
  writeHooked,
} from "./hooked-trees.js";
import { findHooksPlace, type HooksPlace } from "./hooks-place.js";
import { addUser, removeUser } from "./shared-hooks.js";

/** What the hooks are to do. */
export interface InstallHooksOptions {
  readonly program: HookProgram;
  /** Of the call; they count for the runs of the hooks, too. */
  readonly flags: ProjectFlags;
  /** A language model may be asked, though it costs money. */
  readonly allowSpend: boolean;
}

/** Where hooks were put, or taken from. */
export interface ChangedHooks {
  readonly hooksDirectory: string;
  readonly hooks: readonly HookName[];
}

/**
 * Adds to git's hooks what brings a documented tree along in the background, in all worktrees of its repository. What is in the place
 * of a hook is run as before: a shell's hook gets our lines before its own, any other one is set aside and begun by ours.
 *
 * @throws {@link HooksError}
 * @throws {@link GitError}; then nothing was changed
 */
export async function installHooks(
  { root }: Pick<StateDirectory, "root">,
  { program, flags, allowSpend }: InstallHooksOptions,
): Promise<ChangedHooks> {
  const place = await findHooksPlace(root);
  const { hooksDirectory, commonDirectory } = place;
  const found = await findHooks(hooksDirectory);
  const hasFolder = await requireWritable(hooksDirectory);
  const before = await readHooked(commonDirectory);
  const path = treePath(place.top, root);
  const others = before?.trees.filter((tree) => tree.path !== path) ?? [];
  const trees = [...others, { path, allowSpend, flags: lastingFlags(flags) }];
  const hasMadeFolder = before?.hasMadeFolder ?? !hasFolder;
  try {
    await writeHooked(commonDirectory, { format: 1, program, hasMadeFolder, trees });
    for (const [name, hook] of found) await addToHook(hooksDirectory, name, hook);
    if (place.isShared) await addUser(hooksDirectory, commonDirectory);
  } catch (cause) {
    await undo(place, found, before === undefined);
    throw HooksError.unusable(hooksDirectory, (cause as Error).message, cause);
  }
  return { hooksDirectory, hooks: [...HOOK_NAMES] };
}

/**
 * Takes a tree out of what git's hooks bring along; with the last one everything is as it was before: the hooks byte for byte, with
 * their modes.
 *
 * @throws {@link HooksError}
 * @throws {@link GitError}
 */
export async function removeHooks({
  root,
}: Pick<StateDirectory, "root">): Promise<ChangedHooks & { readonly leftAside: readonly string[] }> {
  const { hooksDirectory, commonDirectory, top, isShared } = await findHooksPlace(root);
  const hooked = await readHooked(commonDirectory);
  const path = treePath(top, root);
  const others = hooked?.trees.filter((tree) => tree.path !== path) ?? [];
  if (hooked !== undefined && others.length > 0) {
    await writeHooked(commonDirectory, { ...hooked, trees: others });
    return { hooksDirectory, hooks: [], leftAside: [] };
  }
  await removeHooked(commonDirectory);
  if (isShared && (await removeUser(hooksDirectory, commonDirectory)))
    return { hooksDirectory, hooks: [], leftAside: [] };
  const hooks: HookName[] = [];
  const leftAside: string[] = [];
  for (const [name, hook] of await findHooks(hooksDirectory)) {
    if (isHooked(hook, name)) hooks.push(name);
    const aside = await takeFromHook(hooksDirectory, name, hook);
    if (aside !== undefined) leftAside.push(aside);
  }
  // Only if nobody has put anything else there.
  if (hooked?.hasMadeFolder === true) await rmdir(hooksDirectory).catch(() => undefined);
  return { hooksDirectory, hooks, leftAside };
}

/** What stands in the place of each hook. */
export async function findHooks(directory: string): Promise<Map<HookName, FoundHook>> {
  const found = new Map<HookName, FoundHook>();
  for (const name of HOOK_NAMES) found.set(name, await findHook(directory, name));
  return found;
}

/** What was not there before goes again. */
async function undo(
  { hooksDirectory, commonDirectory }: HooksPlace,
  found: ReadonlyMap<HookName, FoundHook>,
  isFirst: boolean,
): Promise<void> {
  for (const [name, before] of found) {
    if (isHooked(before, name)) continue;
    const now = await findHook(hooksDirectory, name).catch(() => undefined);
    if (now !== undefined) await takeFromHook(hooksDirectory, name, now).catch(() => undefined);
  }
  if (isFirst) await removeHooked(commonDirectory).catch(() => undefined);
}

/** Whether the folder is there. @throws {@link HooksError} where nothing can be put into it */
async function requireWritable(directory: string): Promise<boolean> {
  for (let at = directory; ; at = dirname(at)) {
    const stat = await lstat(at).catch(() => undefined);
    if (stat === undefined && at !== dirname(at)) continue;
    await access(at, constants.W_OK).catch((cause: unknown) => {
      throw HooksError.unusable(directory, (cause as Error).message, cause);
    });
    return at === directory;
  }
}
