import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";

/** Which Python is opened. */
export interface OpenPythonOptions {
  /** A virtual environment; found by itself when not given. */
  readonly venv: string | undefined;
  /** The tree is trusted: then the `.venv` of the working directory, which may be the tree's own, is looked for, too. */
  readonly isTrusted: boolean;
  /** Folders of Python packages besides Chroma's, such as that of the history. */
  readonly pythonPath?: readonly string[] | undefined;
}

/**
 * The Python that the stores of this package work in: a handle on the one interpreter of the process, with the package of
 * `@stemma/chroma` on its path. Whoever opens one closes it.
 *
 * @throws the errors of `PythonContext.start`
 */
export function openPython({ venv, isTrusted, pythonPath = [] }: OpenPythonOptions): Promise<PythonContext> {
  return PythonContext.start({
    searchesWorkingDirectory: isTrusted,
    pythonPath: [chromaPythonPath(), ...pythonPath],
    venv,
  });
}
