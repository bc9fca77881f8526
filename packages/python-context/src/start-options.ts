import type { Logger } from "@stemma/core";

/** How to start Python. */
export interface PythonContextOptions {
  /** The virtual environment's folder. Default: `STEMMA_VENV`, else the nearest `.venv` upward from this package or the working directory, else that of `setUpPython`. */
  readonly venv?: string | undefined;
  /**
   * Whether the nearest `.venv` upward from the working directory may be taken. Its interpreter is a program of whoever wrote
   * that folder: say `false` where the process works on trees of others. Default `true`.
   */
  readonly searchesWorkingDirectory?: boolean | undefined;
  /**
   * Packages, by their folders' names, for which the environment is needed: where none is named, a `.venv` without them comes after
   * the one that `setUpPython` made. Default: none.
   */
  readonly packages?: readonly string[] | undefined;
  /** Folders to append to `sys.path`, for the caller's own modules. */
  readonly pythonPath?: readonly string[] | undefined;
  /** Calls that may wait at once, over all contexts of the process; more are refused as `queue-full`. Default 1024. */
  readonly queueLimit?: number | undefined;
  /**
   * Told of the start, of Python's own log records and, at debug level, of every failed call (the caller gets the failure
   * itself). Default: silent.
   */
  readonly logger?: Logger | undefined;
  /** Times of the escalation after a call's deadline; see {@link EscalationOptions}. */
  readonly escalation?: EscalationOptions | undefined;
}

/** When a call that is over its time is given up. They hold for the whole process; the latest start wins. */
export interface EscalationOptions {
  /** Milliseconds from the interrupt to carrying on without the call. Default 200. */
  readonly graceMs?: number | undefined;
  /** Milliseconds without any Python code being able to run until new calls are refused as `wedged`. Default 30,000. */
  readonly wedgedAfterMs?: number | undefined;
}

/** What a diagnosis looks at: what a start with the same options would use, and the modules that are needed then. */
export interface PythonDoctorOptions
  extends Pick<PythonContextOptions, "venv" | "searchesWorkingDirectory" | "packages" | "pythonPath"> {
  /** Modules that the environment must be able to import, for example `["chromadb"]`. Default: none. */
  readonly modules?: readonly string[] | undefined;
}
