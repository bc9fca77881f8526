import { execFile } from "node:child_process";
import { hostname, userInfo } from "node:os";
import { promisify } from "node:util";
import type { Author } from "@stemma/versions";

const run = promisify(execFile);

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
    const { stdout } = await run("git", ["config", "--get", key], { cwd: directory, timeout: 5_000 });
    // As git leaves them out of its commits.
    return stdout.replace(/[<>\r\n\0]/g, "").trim() || undefined;
  } catch {
    // Not set, or no git: neither is a reason not to commit.
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
