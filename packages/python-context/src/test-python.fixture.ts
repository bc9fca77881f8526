import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PythonContext, type PythonContextOptions } from "./index.js";

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
