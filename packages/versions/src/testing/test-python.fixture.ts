import { chromaPythonPath } from "@stemma/chroma";
import { silentLogger } from "@stemma/core";
import { PythonContext } from "@stemma/python-context";
import type { PythonLink } from "../python/call-python.js";
import { versionsPythonPath } from "../python/python-path.js";

/** Python with the modules of this package, for the repository's own environment. */
export async function startTestPython(): Promise<PythonLink & { readonly python: PythonContext }> {
  const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
  return { python, logger: silentLogger };
}
