import type { NativeAddon } from "@stemma/native";
import type { Bridge } from "./bridge/bridge.js";
import { findVenv, interpreterOf, type VenvSearch } from "./discovery/find-venv.js";
import { type LocatedPython, locatePython } from "./discovery/locate-python.js";
import { startErrorFrom } from "./errors/start-error-from.js";
import { interruptSignal, isolatesModules } from "./platform.js";

/** What runs after a start. */
export interface StartedPython {
  readonly venv: string;
  readonly library: string;
  /** As Python says it, for example `"3.11.2 (main, …) [GCC 12.2.0]"`. */
  readonly version: string;
}

type Location = Pick<LocatedPython, "venv" | "program" | "library">;

/** The interpreter is only run and asked where it lives when this process does not run it already. */
async function locate(addon: NativeAddon, search: VenvSearch): Promise<Location> {
  const venv = findVenv(search).path;
  const program = interpreterOf(venv);
  const running = addon.runningPython();
  return running?.program === program ? { venv, ...running } : locatePython(search);
}

/**
 * Starts CPython for the environment that the search finds, or joins the start or the interpreter that there is.
 *
 * @throws {@link PythonStartError}
 */
export async function startInterpreter(
  addon: NativeAddon,
  bridge: Bridge,
  search: VenvSearch,
): Promise<StartedPython> {
  const { venv, program, library } = await locate(addon, search);
  const parameters = {
    library,
    program,
    interruptSignal: interruptSignal(),
    isolatesModules: isolatesModules(),
  };
  const answer = await bridge.start(parameters);
  if (answer.failureCode !== "") throw startErrorFrom(answer, parameters);
  return { venv, library, version: answer.version };
}
