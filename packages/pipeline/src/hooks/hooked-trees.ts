import { readFile, rm, rmdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { makeDirectories, replaceFile, withoutUndefined } from "@stemma/core";
import { z } from "zod";
import { configSchema } from "../config/config-schema.js";
import type { ProjectFlags } from "../config/load-config.js";
import { HooksError } from "../errors/hooks-error.js";

/** How the command is called that a hook begins. */
export interface HookProgram {
  /** Absolute: a hook's PATH is that of whoever called git. */
  readonly node: string;
  readonly script: string;
}

const flagsSchema = configSchema
  .pick({ stateDir: true, venv: true, graph: true, chroma: true, versions: true })
  .partial();

const schema = z.object({
  format: z.literal(1),
  program: z.object({ node: z.string(), script: z.string() }),
  /** The folder of hooks was made with them. */
  hasMadeFolder: z.boolean(),
  trees: z.array(
    z.object({
      /** From the root of the worktree; the same in each. */
      path: z.string(),
      allowSpend: z.boolean(),
      flags: flagsSchema,
    }),
  ),
});

/** What a repository's hooks bring along. */
export type HookedRepository = z.input<typeof schema>;

/** A tree that they bring along, with the flags of whoever said so. */
export type HookedTree = HookedRepository["trees"][number];

const folderIn = (commonDirectory: string): string => join(commonDirectory, "stemma");

/** `undefined` where none are installed. @throws {@link HooksError} for what is damaged */
export async function readHooked(commonDirectory: string): Promise<HookedRepository | undefined> {
  const file = join(folderIn(commonDirectory), "hooks.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw HooksError.unusable(file, "it can't be read", cause);
  }
}

/** Replaces both files; whoever reads meanwhile sees the one or the other. */
export async function writeHooked(commonDirectory: string, hooked: HookedRepository): Promise<void> {
  const folder = folderIn(commonDirectory);
  await makeDirectories(folder, 0o700);
  await replaceFile(join(folder, "hooks.json"), `${JSON.stringify(hooked, null, 2)}\n`);
  await replaceFile(join(folder, "hook"), scriptFor(hooked.program));
}

/** Forgets everything; the hooks of git, if any are left, do nothing from here on. */
export async function removeHooked(commonDirectory: string): Promise<void> {
  const folder = folderIn(commonDirectory);
  for (const name of ["hook", "hooks.json"]) await rm(join(folder, name), { force: true });
  // What else is in there is not ours.
  await rmdir(folder).catch(() => undefined);
}

/** A tree's place in all worktrees of its repository. */
export function treePath(top: string, root: string): string {
  return relative(top, resolve(root)) || ".";
}

/** What of a call's flags counts for later ones, too: whom to trust is asked anew each time. */
export function lastingFlags({ stateDir, venv, graph, chroma, versions }: ProjectFlags): HookedTree["flags"] {
  return withoutUndefined({ stateDir, venv, graph, chroma, versions });
}

/** What git's hooks begin in the background. git's own variables name the repository of the call, not the tree's. */
function scriptFor({ node, script }: HookProgram): string {
  return `#!/bin/sh
# Brings the documented trees of this repository along, in the background. Written by: stemma hooks install
trap '' HUP
unset $(git rev-parse --local-env-vars)
node=${quoted(node)}
stemma=${quoted(script)}
[ -x "$node" ] && [ -f "$stemma" ] && exec "$node" "$stemma" hooks run "$1"
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
