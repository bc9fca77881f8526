import { relative, resolve, sep } from "node:path";
import { HooksError } from "../errors/hooks-error.js";
import { runGit } from "../git/run-git.js";

/** Where git looks for the hooks of a tree's repository. */
export interface HooksPlace {
  /** The root of the worktree. */
  readonly top: string;
  /** git's own directory, one for all worktrees. */
  readonly commonDirectory: string;
  /** Where `core.hooksPath` leads, or the repository's own. */
  readonly hooksDirectory: string;
  /** The directory lies outside of the repository: others may use it. */
  readonly isShared: boolean;
}

/**
 * @throws {@link HooksError} where there is no repository
 * @throws {@link GitError}
 */
export async function findHooksPlace(directory: string): Promise<HooksPlace> {
  const top = await lineOf(directory, ["rev-parse", "--show-toplevel"]);
  const common = await lineOf(directory, ["rev-parse", "--git-common-dir"]);
  if (top === undefined || common === undefined) throw HooksError.noRepository(directory);
  const commonDirectory = resolve(directory, common);
  const configured = await configuredHooksPath(directory);
  const hooksDirectory =
    configured === undefined ? resolve(commonDirectory, "hooks") : resolve(top, configured);
  const isShared = !isWithin(hooksDirectory, commonDirectory) && !isWithin(hooksDirectory, top);
  return { top, commonDirectory, hooksDirectory, isShared };
}

/** As git has it besides what it is told for this call, which comes last. */
async function configuredHooksPath(directory: string): Promise<string | undefined> {
  const args = ["config", "--null", "--type=path", "--get-all", "core.hooksPath"];
  const values = (await runGit({ directory, args, absent: [1] }))?.toString("utf8").split("\0") ?? [];
  return values.slice(0, -2).at(-1) || undefined;
}

async function lineOf(directory: string, args: readonly string[]): Promise<string | undefined> {
  const said = await runGit({ directory, args, absent: [128] });
  return said?.toString("utf8").replace(/\n$/u, "") || undefined;
}

function isWithin(path: string, directory: string): boolean {
  const inside = relative(directory, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`);
}
