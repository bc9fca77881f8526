import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PythonStartError } from "../errors/python-start-error.js";
import { hasPackages } from "./has-packages.js";
import { userVenv } from "./user-venv.js";

/** Where the search for a virtual environment looks. */
export interface VenvSearch {
  /** The caller's choice; nothing else is looked at when it is given. */
  readonly venv?: string | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whether the working directory is one of the start folders, where none are given. Default `true`. */
  readonly searchesWorkingDirectory?: boolean | undefined;
  /** Packages, by their folders' names, without which one that is merely near is passed over. Default: none. */
  readonly packages?: readonly string[] | undefined;
  /** Folders from which to look upward for `.venv`, in order. */
  readonly startFolders?: readonly string[] | undefined;
}

/** A virtual environment and how it was found. */
export interface FoundVenv {
  readonly path: string;
  readonly foundBy: "option" | "STEMMA_VENV" | "nearest .venv" | "setup";
}

const advice =
  "Let `npx stemma setup` or setUpPython() make one with all that is needed; or make one with `python3 -m venv .venv` (on Debian: apt-get install python3-venv libpython3-dev) and pass its folder as `venv`, or set STEMMA_VENV.";

/** The interpreter of an environment. */
export function interpreterOf(venv: string): string {
  return process.platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");
}

function nearestVenv(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const candidate = join(folder, ".venv");
    if (existsSync(interpreterOf(candidate))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

function checked(path: string, foundBy: FoundVenv["foundBy"]): FoundVenv {
  const absolute = resolve(path);
  if (existsSync(interpreterOf(absolute))) return { path: absolute, foundBy };
  throw new PythonStartError(
    "PYTHON_VENV_NOT_FOUND",
    `${absolute} (${foundBy}) is not a virtual environment: it has no ${interpreterOf("")}`,
    { advice },
  );
}

/**
 * The virtual environment to use: the option, else `STEMMA_VENV`, else the nearest `.venv` upward from this package and
 * from the working directory, where that may be searched; else the one that `setUpPython` made for the user. A `.venv` without
 * the packages that are needed comes after that one.
 *
 * @throws {@link PythonStartError} `PYTHON_VENV_NOT_FOUND`.
 */
export function findVenv({
  venv,
  environment = process.env,
  searchesWorkingDirectory = true,
  packages = [],
  startFolders = [
    dirname(fileURLToPath(import.meta.url)),
    ...(searchesWorkingDirectory ? [process.cwd()] : []),
  ],
}: VenvSearch = {}): FoundVenv {
  if (venv !== undefined) return checked(venv, "option");
  const fromVariable = environment.STEMMA_VENV;
  if (fromVariable !== undefined && fromVariable !== "") return checked(fromVariable, "STEMMA_VENV");
  const near = startFolders.map(nearestVenv).filter((path) => path !== undefined);
  const fitting = near.find((path) => hasPackages(path, packages));
  if (fitting !== undefined) return { path: fitting, foundBy: "nearest .venv" };
  const made = userVenv(environment);
  if (made !== undefined && existsSync(interpreterOf(made))) return { path: made, foundBy: "setup" };
  const [lacking] = near;
  if (lacking !== undefined) return { path: lacking, foundBy: "nearest .venv" };
  throw new PythonStartError(
    "PYTHON_VENV_NOT_FOUND",
    `no virtual environment was given, there is no .venv upward from ${startFolders.join(" or ")}, and none made by setUpPython${made === undefined ? "" : ` in ${made}`}`,
    { advice },
  );
}
