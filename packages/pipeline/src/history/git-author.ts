import { hostname, userInfo } from "node:os";
import type { Author } from "@stemma/versions";
import { runGit } from "../git/run-git.js";

/** The author that git would name for a commit in `directory`; the user's account where git knows none or is missing. */
export async function gitAuthor(directory: string): Promise<Author> {
  const account = accountName();
  const said = await gitSettings(directory);
  return {
    name: plain(said.get("user.name")) ?? account,
    email: plain(said.get("user.email")) ?? `${account}@${hostname()}`,
  };
}

/** By one call; of a key that stands several times the last one counts, as with git. */
async function gitSettings(directory: string): Promise<ReadonlyMap<string, string>> {
  const args = ["config", "--null", "--get-regexp", "^user\\.(name|email)$"];
  try {
    const said = await runGit({ directory, args, absent: [1], timeoutMs: 5_000 });
    // user.name, a line feed, the value
    const entries = (said?.toString("utf8").split("\0") ?? []).map((entry) => entry.split("\n"));
    return new Map(entries.map(([key = "", ...lines]): [string, string] => [key, lines.join("\n")]));
  } catch {
    // What git can't say of the author is no reason not to commit.
    return new Map();
  }
}

/** Without what git leaves out of its commits, too. */
function plain(said: string | undefined): string | undefined {
  return said?.replace(/[<>\r\n\0]/g, "").trim() || undefined;
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // The user id has no account, as in some containers.
    return "stemma";
  }
}
