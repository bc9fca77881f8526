import { appendFile, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@stemma/core";
import type { StateDirectory } from "../state/state-directory.js";

/** One run that a hook has begun. */
export interface HookRun {
  /** When it ended, ISO 8601, UTC. */
  readonly at: string;
  /** The hook. */
  readonly event: string;
  readonly outcome: "documented" | "unchanged" | "waiting" | "held" | "timed out" | "stopped" | "failed";
  /** For people. */
  readonly words: string;
  readonly tookMs: number;
}

/** Some hundreds of runs; the newer half stays. */
const MAX_BYTES = 65_536;

const fileIn = ({ directory }: Pick<StateDirectory, "directory">): string => join(directory, "hooks.log");

/** Adds a run; one process at a time. The file is the user's alone and never grows beyond 64 KB by much. */
export async function logRun(state: Pick<StateDirectory, "directory">, run: HookRun): Promise<void> {
  const file = fileIn(state);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > MAX_BYTES) {
    const lines = (await readFile(file, "utf8")).split("\n");
    await replaceFile(file, lines.slice(lines.length >> 1).join("\n"));
  }
  await appendFile(file, `${JSON.stringify(run)}\n`, { mode: 0o600 });
}

/** The newest runs, the newest first. A line that a killed process has left in half is passed over. */
export async function readRuns(
  state: Pick<StateDirectory, "directory">,
  count: number,
): Promise<readonly HookRun[]> {
  const text = await readFile(fileIn(state), "utf8").catch(() => "");
  const runs = text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as HookRun];
    } catch {
      return [];
    }
  });
  return runs.slice(-count).reverse();
}
