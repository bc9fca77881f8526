import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs git in a directory as a user who has no settings; what it says. */
export function git(directory: string, ...args: readonly string[]): Promise<string> {
  return gitWith({}, directory, ...args);
}

/** What git says, with variables of one's own. */
async function gitWith(
  own: NodeJS.ProcessEnv,
  directory: string,
  ...args: readonly string[]
): Promise<string> {
  const env = {
    ...process.env,
    ...own,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
  };
  const { stdout } = await run("git", args, { cwd: directory, env });
  return stdout.trim();
}

/** Begins a repository of everything in the directory, with one commit on `branch`. */
export async function beginGit(directory: string, branch = "main"): Promise<void> {
  await git(directory, "init", "--quiet", "--initial-branch", branch);
  await commitAll(directory, "begin");
}

/** Commits everything in the directory; gives the commit's id. */
export async function commitAll(
  directory: string,
  message: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  await git(directory, "add", "--all");
  await gitWith(env, directory, "commit", "--quiet", "--message", message);
  return git(directory, "rev-parse", "HEAD");
}
