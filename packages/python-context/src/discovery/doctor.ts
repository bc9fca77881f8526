import { StemmaError } from "@stemma/core";
import type { VenvSearch } from "./find-venv.js";
import { locatePython } from "./locate-python.js";

/** What `PythonContext.doctor` found out, and what to do when something is missing. */
export interface PythonDiagnosis {
  readonly ok: boolean;
  readonly venv: string | null;
  /** How the environment was found: the option, `STEMMA_VENV` or the nearest `.venv`. */
  readonly foundBy: string | null;
  readonly version: string | null;
  readonly interpreter: string | null;
  readonly library: string | null;
  /** Whether modules that clash with Node's own libraries get copies of their own (glibc only). */
  readonly isolation: boolean;
  readonly problem: string | null;
  readonly advice: string | null;
}

const unknown = { venv: null, foundBy: null, version: null, interpreter: null, library: null };

/** Looks for everything that a start needs, without starting anything; never rejects. */
export async function diagnosePython(search: VenvSearch, isolation: boolean): Promise<PythonDiagnosis> {
  try {
    const { venv, foundBy, program, library, facts } = await locatePython(search);
    const version = facts.version.join(".");
    return {
      ok: true,
      venv,
      foundBy,
      version,
      interpreter: program,
      library,
      isolation,
      problem: null,
      advice: null,
    };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const advice = StemmaError.isInstance(error) ? (error.advice ?? null) : null;
    return { ok: false, ...unknown, isolation, problem, advice };
  }
}
