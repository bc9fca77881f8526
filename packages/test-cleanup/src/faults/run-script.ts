import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a process ended. */
export interface ScriptEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a script is run. */
export interface RunScriptOptions {
  /** Added to this process's environment. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Ends it with `kill -9` as soon as it has printed this: a marker, or a text that shows how far it is. */
  readonly killAtOutput?: string | RegExp | undefined;
  /** Ends it with `kill -9` when it takes longer. Default 120,000. */
  readonly timeoutMs?: number | undefined;
}

/** Runs a script with this Node.js in a process of its own, and tells how that ended; never rejects because of that. */
export async function runScript(
  script: string,
  args: readonly string[] = [],
  { environment, killAtOutput, timeoutMs = 120_000 }: RunScriptOptions = {},
): Promise<ScriptEnding> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const stdout = collect(child, "stdout", killAtOutput);
  const stderr = collect(child, "stderr", killAtOutput);
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal, stdout: stdout(), stderr: stderr() };
}

function collect(
  child: ChildProcess,
  stream: "stdout" | "stderr",
  killAtOutput: string | RegExp | undefined,
): () => string {
  let text = "";
  child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (killAtOutput !== undefined && text.search(killAtOutput) >= 0) child.kill("SIGKILL");
  });
  return () => text;
}
