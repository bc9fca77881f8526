import { fileURLToPath } from "node:url";
import { chromaPythonPath } from "@stemma/chroma";
import { silentLogger } from "@stemma/core";
import { PythonContext } from "@stemma/python-context";
import type { PythonLink } from "../python/call-python.js";
import { versionsPythonPath } from "../python/python-path.js";

/** Python modules that only tests use. */
const testModules = fileURLToPath(new URL("../../python/testing", import.meta.url));

/** Python with the modules of this package, for the repository's own environment. */
export async function startTestPython(): Promise<PythonLink & { readonly python: PythonContext }> {
  const python = await PythonContext.start({
    pythonPath: [chromaPythonPath(), versionsPythonPath(), testModules],
  });
  return { python, logger: silentLogger };
}
