import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";

/** The packages, by their folders, without which an environment is of no use here. */
export const neededPackages = ["chromadb", "doltlite"];

/** Which Python is opened. */
export interface OpenPythonOptions {
  /** A virtual environment; found by itself when not given. */
  readonly venv: string | undefined;
  /** The tree is trusted: then the `.venv` of the working directory, which may be the tree's own, is looked for, too. */
  readonly isTrusted: boolean;
  /** Where Python's `print` goes. Default: `stdout`, as in Python. */
  readonly prints?: "stdout" | "stderr" | undefined;
  /** Folders of Python packages besides Chroma's, such as that of the history. */
  readonly pythonPath?: readonly string[] | undefined;
}

/**
 * The Python that the stores of this package work in: a handle on the one interpreter of the process, with the package of
 * `@stemma/chroma` on its path. Whoever opens one closes it.
 *
 * @throws the errors of `PythonContext.start`
 */
export async function openPython({
  venv,
  isTrusted,
  prints = "stdout",
  pythonPath = [],
}: OpenPythonOptions): Promise<PythonContext> {
  const python = await PythonContext.start({
    searchesWorkingDirectory: isTrusted,
    packages: neededPackages,
    pythonPath: [chromaPythonPath(), ...pythonPath],
    venv,
  });
  if (prints === "stderr") {
    const args = ["import sys\nsys.stdout = sys.stderr", {}];
    await python.execute({ module: "builtins", name: "exec", args });
  }
  return python;
}
