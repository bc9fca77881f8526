import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withoutUndefined } from "@stemma/core";
import { checkJson } from "./json-schemas.fixture.js";

const bin = fileURLToPath(new URL("../../bin/stemma.js", import.meta.url));

/** How a run of the command ended. */
export interface StemmaRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Runs as this user, which needs root; for places that may not be written or read. */
  readonly uid?: number | undefined;
  /** What it reads from standard input. Default: nothing. */
  readonly input?: string | undefined;
  /** Sees the process while it runs, to interrupt or kill it. */
  readonly onStart?: ((child: ChildProcess) => void) | undefined;
}

/** Children must not inherit the inspector or jest's own settings, nor the colours that nx forces: Node warns of both. */
export function commandEnvironment(own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, FORCE_COLOR: undefined, NODE_OPTIONS: "", NO_COLOR: "1", ...own };
}

/** Runs the built command as a user would and collects what it prints; what it prints as JSON has to be as its schema says. */
export async function runStemma(args: readonly string[], options: RunOptions = {}): Promise<StemmaRun> {
  const { cwd, uid, onStart } = options;
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: commandEnvironment(options.env),
    stdio: ["pipe", "pipe", "pipe"],
    ...withoutUndefined({ uid, gid: uid }),
  });
  onStart?.(child);
  // It may end without reading.
  child.stdin.on("error", () => undefined).end(options.input ?? "");
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      try {
        // What was killed may have printed a part.
        if (signal === null) checkJson(args, stdout);
        resolve({ code, signal, stdout, stderr });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
