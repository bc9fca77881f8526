import { execFile } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PythonContext, type PythonContextOptions, type PythonResult } from "./index.js";

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
  const script = join(fileURLToPath(new URL("../tests/processes", import.meta.url)), name);
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { timeout: hangLimitMs, killSignal: "SIGKILL", env: { ...process.env, ...variables } },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
      },
    );
  });
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
