import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { WorkingCopyOptions } from "../manager/open-working-copy.js";

const script = fileURLToPath(new URL("../../tests/processes/crash.mjs", import.meta.url));

/** What the process is to do when it is killed. */
export interface Crash {
  readonly operation: string;
  readonly step: string;
  readonly url?: string;
}

/** Runs an operation in a process of its own, which kills itself at the step; rejects when it did not get there. */
export async function crash(options: WorkingCopyOptions, { operation, step, url }: Crash): Promise<void> {
  const { chroma, state, repository, author } = options;
  const task = JSON.stringify({ options: { chroma, state, repository, author }, operation, step, url });
  const child = spawn(process.execPath, [script, task], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal !== "SIGKILL") throw new Error(`the process was not killed at "${step}": ${errors}`);
}
