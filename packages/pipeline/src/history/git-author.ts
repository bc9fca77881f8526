import { hostname, userInfo } from "node:os";
import type { Author } from "@stemma/versions";
import { runGit } from "../git/run-git.js";

/** The author that git would name for a commit in `directory`; the user's account where git knows none or is missing. */
export async function gitAuthor(directory: string): Promise<Author> {
  const account = accountName();
  return {
    name: (await gitSetting("user.name", directory)) ?? account,
    email: (await gitSetting("user.email", directory)) ?? `${account}@${hostname()}`,
  };
}

async function gitSetting(key: string, directory: string): Promise<string | undefined> {
  try {
    const said = await runGit({ directory, args: ["config", "--get", key], absent: [1], timeoutMs: 5_000 });
    // Without what git leaves out of its commits, too.
    return (
      said
        ?.toString("utf8")
        .replace(/[<>\r\n\0]/g, "")
        .trim() || undefined
    );
  } catch {
    // What git can't say of the author is no reason not to commit.
    return undefined;
  }
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // The user id has no account, as in some containers.
    return "stemma";
  }
}
