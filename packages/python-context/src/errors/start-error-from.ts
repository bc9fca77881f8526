import type { StartAnswer, StartParameters } from "../bridge/bridge.js";
import { PythonStartError } from "./python-start-error.js";

/** The typed error for a failure code of `native/src/core/start_failure.h`. */
export function startErrorFrom(answer: StartAnswer, { library, program }: StartParameters): PythonStartError {
  switch (answer.failureCode) {
    case "other-venv":
      return new PythonStartError(
        "PYTHON_OTHER_VENV",
        `this process already runs Python for ${answer.message}; it can't run it for ${program}, too`,
        {
          advice:
            "Use one virtual environment a process: install both sets of packages into it, or start another process.",
        },
      );
    case "second-python":
      return new PythonStartError("PYTHON_ALREADY_LOADED", answer.message, {
        advice:
          "Remove the other package that embeds Python from this process, or run one of the two in a child process.",
      });
    case "unsupported-python":
      return new PythonStartError("PYTHON_UNSUPPORTED", answer.message, {
        advice: "Make the virtual environment with CPython 3.10 or later, with the GIL.",
      });
    case "library-not-loadable":
      return new PythonStartError(
        "PYTHON_LIBRARY_NOT_FOUND",
        `the shared library ${library} could not be loaded: ${answer.message}`,
        {
          advice:
            "Install the interpreter's shared library (on Debian: apt-get install libpython3-dev) or reinstall that interpreter.",
        },
      );
    default:
      return new PythonStartError(
        "PYTHON_START_FAILED",
        `Python did not start for ${program}: ${answer.message}`,
        {
          advice:
            "Run the environment's interpreter by hand to see whether it starts, and make the environment anew if not.",
        },
      );
  }
}
