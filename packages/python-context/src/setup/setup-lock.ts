import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { PythonSetupError } from "../errors/python-setup-error.js";

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function holderOf(file: string): number | undefined {
  try {
    const processId = Number(readFileSync(file, "utf8"));
    return Number.isInteger(processId) && processId > 0 && isAlive(processId) ? processId : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One set-up of a folder at a time: a file beside it that names the process. That of a process that ended is taken over.
 *
 * @returns what gives it back
 * @throws {@link PythonSetupError} `PYTHON_SETUP_RUNNING`
 */
export function lockSetup(venv: string): () => void {
  const file = `${venv}.lock`;
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (cause) {
      const holder = holderOf(file);
      if (holder !== undefined || attempt > 0) {
        throw new PythonSetupError("PYTHON_SETUP_RUNNING", `process ${holder ?? "?"} is setting ${venv} up`, {
          advice: "Wait until it has ended.",
          cause,
        });
      }
      rmSync(file, { force: true });
    }
  }
}
