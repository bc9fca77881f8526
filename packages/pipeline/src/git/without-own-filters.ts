import { GitError } from "../errors/git-error.js";
import { runGit } from "./run-git.js";

/** Where settings come from that the user has written, not the repository. */
const USERS = new Set(["system", "global", "command"]);
const KEYS = "^filter\\..*\\.(clean|smudge|process|required)$";

/**
 * Settings that take from a repository the filters that it defines itself: programs that git would run on every file whose
 * content it has to look at. Filters that the user has set up (Git LFS, for one) stay.
 *
 * @throws {@link GitError} also for a filter whose name holds "=", which can't be taken away
 */
export async function withoutOwnFilters(directory: string): Promise<string[]> {
  const args = ["config", "--includes", "--show-scope", "--null", "--get-regexp", KEYS];
  const listed = await runGit({ directory, args, absent: [1] });
  const own = new Set<string>();
  for (const [scope = "", key] of pairsOf(listed?.toString("utf8") ?? "")) {
    const name = /^filter\.(.*)\.[^.]+$/su.exec(key)?.[1];
    if (USERS.has(scope) || name === undefined) continue;
    if (name.includes("="))
      throw GitError.failed(directory, "config", `it names a filter ${JSON.stringify(name)}`, undefined);
    own.add(name);
  }
  return [...own].flatMap((name) =>
    ["clean=", "smudge=", "process=", "required=false"].flatMap((setting) => [
      "-c",
      `filter.${name}.${setting}`,
    ]),
  );
}

/** `scope NUL key LF value NUL …`, without the values. */
function* pairsOf(listed: string): Generator<readonly [string, string]> {
  const parts = listed.split("\0");
  for (let at = 0; at + 1 < parts.length; at += 2)
    yield [parts[at] ?? "", (parts[at + 1] ?? "").split("\n", 1)[0] ?? ""];
}
