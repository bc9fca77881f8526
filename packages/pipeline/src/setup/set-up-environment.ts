import { chromaRequirements } from "@stemma/chroma";
import { type PythonSetup, type SetUpPythonOptions, setUpPython } from "@stemma/python-context";

/** As `setUpPython` takes them; what is to be installed is known. */
export type SetUpEnvironmentOptions = Omit<SetUpPythonOptions, "requirements">;

/**
 * Makes the Python environment that this package works in, with Chroma and doltlite in it, pinned and hashed; the user's, which is
 * found by itself, where no folder is named. What is there is not done again.
 *
 * @throws the errors of `setUpPython`
 */
export async function setUpEnvironment(options: SetUpEnvironmentOptions = {}): Promise<PythonSetup> {
  const { versionsRequirements } = await import("@stemma/versions");
  return setUpPython({ ...options, requirements: [chromaRequirements(), versionsRequirements()] });
}
