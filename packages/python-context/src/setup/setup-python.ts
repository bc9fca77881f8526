import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CallOptions, Deadline, InvalidArgumentError, StemmaError } from "@stemma/core";
import { interpreterOf } from "../discovery/find-venv.js";
import { probeProgram } from "../discovery/probe-interpreter.js";
import { userVenv } from "../discovery/user-venv.js";
import { PythonSetupError } from "../errors/python-setup-error.js";
import { readRecord, writeRecord } from "./environment-record.js";
import { findBasePython } from "./find-base-python.js";
import { type CommandLine, findInstaller, type Installer } from "./installer.js";
import { runProgram } from "./run-program.js";
import { lockSetup } from "./setup-lock.js";

/** What an environment is to hold, and where. */
export interface SetUpPythonOptions extends CallOptions {
  /** Lists of packages with their hashes, as pip takes them. Each package with a half in Python brings its own. */
  readonly requirements: readonly string[];
  /** Folder of the environment. Default: the user's, which `PythonContext.start` finds by itself. */
  readonly directory?: string | undefined;
  /** The interpreter that it is made from. Default: `STEMMA_PYTHON`, else the first on the PATH that will do. */
  readonly python?: string | undefined;
  /** A folder of wheels; then nothing is fetched. */
  readonly findLinks?: string | undefined;
  /** Whether packages may be installed into an environment that was made by somebody else. Default `false`. */
  readonly mayChangeForeign?: boolean | undefined;
  /** Told of what is done, in words. */
  readonly onProgress?: ((message: string) => void) | undefined;
}

/** The environment that there is now. */
export interface PythonSetup {
  readonly directory: string;
  readonly program: string;
  /** Whether everything was there already. */
  readonly wasUpToDate: boolean;
}

/**
 * Makes a virtual environment and installs what the packages need, pinned and hashed: with uv where that is on the PATH, else with
 * Python's own venv and pip. Nothing is done again that is there. After a kill, a failure or a cancel the same call goes on; what
 * pip or uv have fetched is in their own caches. No time limit by default.
 *
 * @throws {@link PythonSetupError}; CANCELLED, TIMEOUT, INVALID_ARGUMENT
 *
 * @example
 * ```ts
 * const { directory } = await setUpPython({ requirements: ["./requirements.txt"], onProgress: console.error });
 * await using python = await PythonContext.start({ venv: directory });
 * ```
 */
export async function setUpPython(options: SetUpPythonOptions): Promise<PythonSetup> {
  const { mayChangeForeign = false, onProgress = () => undefined } = options;
  const deadline = new Deadline("SetUpPython", options);
  const venv = directoryOf(options);
  const inputs = inputsHash(options.requirements);
  const result = { directory: venv, program: interpreterOf(venv) };
  if (await isReady(venv, inputs)) return { ...result, wasUpToDate: true };
  const isForeign = existsSync(venv) && readdirSync(venv).length > 0 && readRecord(venv) === undefined;
  if (isForeign && !mayChangeForeign) throw notOurs(venv);
  const unlock = lockSetup(venv);
  try {
    const installer = await findInstaller();
    const step = { venv, inputs, installer, isForeign, deadline, onProgress };
    if (!isForeign) await ensureEnvironment(step, options.python ?? process.env["STEMMA_PYTHON"]);
    await installPackages(step, options);
    return { ...result, wasUpToDate: false };
  } finally {
    unlock();
  }
}

interface Step {
  readonly venv: string;
  readonly inputs: string;
  readonly installer: Installer;
  readonly isForeign: boolean;
  readonly deadline: Deadline;
  readonly onProgress: (message: string) => void;
}

function directoryOf({ directory }: SetUpPythonOptions): string {
  const chosen = directory ?? userVenv();
  if (chosen === undefined)
    throw new InvalidArgumentError("setUpPython in a bundle needs a directory: it has no package of its own");
  return resolve(chosen);
}

function inputsHash(requirements: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of requirements) {
    try {
      hash.update(readFileSync(file));
    } catch (cause) {
      throw new InvalidArgumentError(`the list of packages ${file} can't be read`, { cause });
    }
  }
  return hash.digest("hex");
}

/** The interpreter of an environment whose base was removed or upgraded does not run any more. */
async function runs(venv: string): Promise<boolean> {
  return probeProgram(interpreterOf(venv)).then(
    () => true,
    () => false,
  );
}

async function isReady(venv: string, inputs: string): Promise<boolean> {
  const record = readRecord(venv);
  return record?.state === "ready" && record.inputs === inputs && (await runs(venv));
}

async function ensureEnvironment(step: Step, named: string | undefined): Promise<void> {
  const { venv, installer, deadline, onProgress } = step;
  const record = readRecord(venv);
  if (record !== undefined && record.state !== "making" && (await runs(venv))) return;
  const base = await findBasePython(named);
  onProgress(`making ${venv} from ${base.executable} (Python ${base.version}) with ${installer.name}`);
  // What is there was made by us, and not whole: uv and venv want to begin with an empty folder.
  empty(venv);
  writeRecord(venv, { state: "making", inputs: "" });
  const line = installer.makeEnvironment(base, venv);
  await attempt(
    line,
    step,
    "Install Python's venv module (Debian, Ubuntu: apt-get install python3-venv), or uv.",
  );
  deadline.check();
  writeRecord(venv, { state: "made", inputs: "" });
}

async function installPackages(step: Step, options: SetUpPythonOptions): Promise<void> {
  const { venv, inputs, installer, isForeign, onProgress } = step;
  onProgress(
    options.findLinks === undefined
      ? `installing the packages with ${installer.name}`
      : `installing the packages with ${installer.name} from ${options.findLinks}`,
  );
  if (!isForeign) writeRecord(venv, { state: "made", inputs: "" });
  const advice =
    "The same command again goes on from there. Without a network: fetch the wheels elsewhere (pip download -r …) and name their folder with --find-links.";
  await attempt(installer.install(venv, options.requirements, options.findLinks), step, advice);
  if (!isForeign) writeRecord(venv, { state: "ready", inputs });
}

async function attempt([program, ...args]: CommandLine, step: Step, advice: string): Promise<void> {
  const { venv, deadline, onProgress } = step;
  try {
    await runProgram(program, args, { deadline, onLine: onProgress });
  } catch (cause) {
    if (StemmaError.isInstance(cause)) throw cause;
    const message = `${venv} could not be set up: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new PythonSetupError("PYTHON_SETUP_FAILED", message, { advice, cause });
  }
}

function empty(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

function notOurs(venv: string): PythonSetupError {
  return new PythonSetupError("PYTHON_ENVIRONMENT_NOT_OURS", `${venv} is there and was not made by Stemma`, {
    advice:
      "Name another folder, or allow that packages are installed into that environment: --into-existing, or mayChangeForeign.",
  });
}
