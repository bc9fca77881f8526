import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runGit } from "../git/run-git.js";

const MOST_MS = 60_000;
const BETWEEN_MS = 100;

/** Until git has let go of its index, as at the end of a checkout; a lock that a killed git has left is waited for a minute. Never rejects. */
export async function untilGitRests(root: string, signal: AbortSignal): Promise<void> {
  const args = ["rev-parse", "--absolute-git-dir"];
  const said = await runGit({ directory: root, args, absent: [128] }).catch(() => undefined);
  const directory = said?.toString("utf8").replace(/\n$/u, "");
  if (directory === undefined || directory === "") return;
  const lock = join(directory, "index.lock");
  const endMs = performance.now() + MOST_MS;
  while (existsSync(lock) && performance.now() < endMs && !signal.aborted)
    await wait(BETWEEN_MS, undefined, { signal }).catch(() => undefined);
}
