import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What `setUpPython` notes of an environment, in the environment itself. */
export interface EnvironmentRecord {
  /** `making`: it may be half made; `made`: packages may be half installed; `ready`: all of `inputs` is installed. */
  readonly state: "making" | "made" | "ready";
  /** Hash of the lists of packages. */
  readonly inputs: string;
}

const fileName = ".stemma-setup.json";

/** The record of an environment; `undefined` for one that `setUpPython` did not make. */
export function readRecord(venv: string): EnvironmentRecord | undefined {
  const file = join(venv, fileName);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as EnvironmentRecord;
  } catch {
    // Nobody else writes it: it was being made when the machine stopped.
    return { state: "making", inputs: "" };
  }
}

/** At once or not at all. */
export function writeRecord(venv: string, record: EnvironmentRecord): void {
  mkdirSync(venv, { recursive: true });
  const file = join(venv, fileName);
  writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`);
  renameSync(`${file}.new`, file);
}
