import { execFile } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PythonCall, PythonContext, type PythonContextOptions, type PythonResult } from "./index.js";

/** Python modules that misbehave in every known way. */
export const testModules = fileURLToPath(new URL("../tests/python", import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const hangLimitMs = 60_000;

/** Runs a script of `tests/processes` in a process of its own; a hang is killed and shows as SIGKILL. */
export function runScript(
  name: string,
  args: readonly string[] = [],
  variables: NodeJS.ProcessEnv = {},
): Promise<Ending> {
  return runProgram(process.execPath, [processScript(name), ...args], variables);
}

function processScript(name: string): string {
  return join(fileURLToPath(new URL("../tests/processes", import.meta.url)), name);
}

function runProgram(
  program: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  input = "",
  inputAfter?: string,
): Promise<Ending> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      {
        timeout: hangLimitMs,
        killSignal: "SIGKILL",
        env: { ...process.env, ...variables },
        maxBuffer: 1 << 26,
      },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
      },
    );
    if (inputAfter === undefined) child.stdin?.end(input);
    else {
      child.stdout?.on("data", (text: string) => {
        if (text.includes(inputAfter)) child.stdin?.end(input);
      });
    }
  });
}

/** What `tests/processes/calls.mjs` made of its calls: a value each, or the kind and type of an error. */
export interface CallsEnding extends Ending {
  readonly results: readonly unknown[];
}

/** How a process that runs calls is started. */
export interface CallsOptions {
  readonly variables?: NodeJS.ProcessEnv | undefined;
  /** Streams that JavaScript touches before Python starts. */
  readonly touched?: readonly ("stdin" | "stdout" | "stderr")[] | undefined;
  /** A shell command in which `"$@"` is the process, for redirections and pipes. */
  readonly shell?: string | undefined;
  readonly input?: string | undefined;
  /** What the process prints before it gets the input. Default: it gets it at once. */
  readonly inputAfter?: string | undefined;
}

/** A call for {@link runCalls}. */
export type CallOfProcess =
  | (PythonCall & { readonly timeoutMs?: number })
  /** No call: waits for a file. */
  | { readonly wait: string };

/** Runs calls in a process of its own, whose standard streams are Python's. */
export async function runCalls(
  calls: readonly CallOfProcess[],
  { variables = {}, touched = [], shell = '"$@"', input = "", inputAfter }: CallsOptions = {},
): Promise<CallsEnding> {
  const folder = mkdtempSync(join(tmpdir(), "stemma-calls-"));
  const file = join(folder, "results.json");
  const node = [process.execPath, processScript("calls.mjs"), file, JSON.stringify(calls), ...touched];
  const ending = await runProgram("sh", ["-c", shell, "sh", ...node], variables, input, inputAfter);
  const results = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly unknown[]) : [];
  rmSync(folder, { recursive: true });
  return { ...ending, results };
}

/** Python with the test modules, for the repository's own environment (or `STEMMA_VENV`). */
export function startTestPython(options: PythonContextOptions = {}): Promise<PythonContext> {
  return PythonContext.start({ pythonPath: [testModules], ...options });
}

/** A call in whose C code Python's lock is held, deaf to signals, until `release`. */
export interface HeldLock {
  readonly result: Promise<PythonResult<unknown>>;
  readonly release: () => void;
}

export async function holdLock(python: PythonContext, timeoutMs: number): Promise<HeldLock> {
  const folder = mkdtempSync(join(tmpdir(), "stemma-held-"));
  const fifo = join(folder, "release");
  const made = await python.execute({ module: "os", name: "mkfifo", args: [fifo] });
  if (!made.ok) throw new Error(made.error.message);
  // Reading, too: opening a pipe only for writing fails before the other end is there.
  const end = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
  const result = python.execute(
    { module: "blocking", name: "hold_lock_until_told", args: [fifo] },
    { timeoutMs },
  );
  const release = (): void => {
    writeSync(end, "x");
    closeSync(end);
    rmSync(folder, { recursive: true });
  };
  return { result, release };
}
