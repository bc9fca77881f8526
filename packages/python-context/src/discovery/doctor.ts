import { loadAddon, type NativeAddon } from "@stemma/native";
import { checkProtocol } from "../bridge/protocol.js";
import { startErrorFrom } from "../errors/start-error-from.js";
import type { VenvSearch } from "./find-venv.js";
import { type LocatedPython, locatePython } from "./locate-python.js";
import { type MissingModule, type ProbeRequest, probeStart } from "./probe-start.js";

/** What `PythonContext.doctor` found out, and what to do when something is missing. */
export interface PythonDiagnosis {
  readonly ok: boolean;
  readonly venv: string | null;
  /** How the environment was found: the option, `STEMMA_VENV` or the nearest `.venv`. */
  readonly foundBy: string | null;
  readonly version: string | null;
  readonly interpreter: string | null;
  readonly library: string | null;
  /** Version of the compiled addon that was loaded. */
  readonly addon: string | null;
  /** Of the modules that were asked for those that can't be imported. */
  readonly missing: readonly MissingModule[];
  /** Whether modules that clash with Node's own libraries get copies of their own (glibc only). */
  readonly isolation: boolean;
  readonly problem: string | null;
  readonly advice: string | null;
}

/** What is known before anything was looked at. */
const nothing = {
  venv: null,
  foundBy: null,
  version: null,
  interpreter: null,
  library: null,
  addon: null,
  missing: [],
};

/**
 * Finds and loads everything that a start needs, without starting anything: the environment, its interpreter, the
 * compiled addon, and, in a process of the interpreter's own, the shared library and the modules. Never rejects; what
 * was found before the first fault is told, too.
 */
export async function diagnosePython(
  search: VenvSearch,
  isolation: boolean,
  request: ProbeRequest,
  load: () => NativeAddon = loadAddon,
): Promise<PythonDiagnosis> {
  let found: Omit<PythonDiagnosis, "ok" | "isolation" | "problem" | "advice"> = nothing;
  try {
    const located = await locatePython(search);
    const { venv, foundBy, program, library, facts } = located;
    found = { ...found, venv, foundBy, interpreter: program, library, version: facts.version.join(".") };
    const addon = load();
    checkProtocol(addon);
    refuseOther(addon, located);
    found = { ...found, addon: addon.version ?? null };
    found = { ...found, missing: await probeStart(located, request) };
    return {
      ok: found.missing.length === 0,
      ...found,
      isolation,
      ...describeMissing(found.missing, program),
    };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ok: false, ...found, isolation, problem, advice: adviceOf(error) };
  }
}

/** Of whatever error has one: AddonLoadError is no StemmaError, its package stands beneath. */
function adviceOf(error: unknown): string | null {
  const advice = typeof error === "object" && error !== null && "advice" in error ? error.advice : null;
  return typeof advice === "string" ? advice : null;
}

/** @throws {@link PythonStartError} `PYTHON_OTHER_VENV`. */
function refuseOther(addon: NativeAddon, { program, library }: LocatedPython): void {
  const running = addon.runningPython();
  if (running === undefined || running.program === program) return;
  const answer = { failureCode: "other-venv", message: running.program, version: "" };
  throw startErrorFrom(answer, { program, library, interruptSignal: 0, isolatesModules: false });
}

function describeMissing(
  missing: readonly MissingModule[],
  program: string,
): Pick<PythonDiagnosis, "problem" | "advice"> {
  if (missing.length === 0) return { problem: null, advice: null };
  const list = missing.map(({ module, reason }) => `${module} (${reason})`).join(", ");
  return {
    problem: `${program} can't import ${list}`,
    advice: `Install what is missing into that environment: ${program} -m pip install …`,
  };
}
