import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { WorkingCopyOptions } from "../manager/open-working-copy.js";

const script = fileURLToPath(new URL("../../tests/processes/crash.mjs", import.meta.url));
const PRIVATE_DOLT = "dolt:";

/** What the process is to do when it is killed. */
export interface Crash {
  readonly operation: string;
  readonly step: string;
  /** Not at the step itself, but so long after it. */
  readonly afterMs?: number;
  readonly url?: string;
}

/**
 * Runs an operation in a process of its own, which kills itself at the step, together with its private Dolt server if it has
 * one; rejects when it did not get there.
 */
export async function crash(options: WorkingCopyOptions, crash: Crash): Promise<void> {
  const { chroma, state, repository, author } = options;
  const server = repository.startsWith(PRIVATE_DOLT) ? repository.slice(PRIVATE_DOLT.length) : undefined;
  const task = JSON.stringify({ ...crash, options: { chroma, state, repository, author }, server });
  const child = spawn(process.execPath, [script, task], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal !== "SIGKILL") throw new Error(`the process was not killed at "${crash.step}": ${errors}`);
}
