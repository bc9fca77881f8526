import { callTestingModule, type TestablePython } from "../python/testable-python.js";

/**
 * Faults inside any Python function, named `module:function` or `module:Class.method`, until {@link PythonFaults.restore}.
 * Python must have been started with `testingPythonPath()` among its `pythonPath`.
 *
 * @example
 * ```ts
 * const faults = new PythonFaults(python);
 * await faults.fail("chromadb:Collection.add", "MemoryError", "no room");
 * await expect(notes.add(records)).rejects.toMatchObject({ code: "CHROMA_OPERATION_FAILED" });
 * await faults.restore();
 * ```
 */
export class PythonFaults {
  readonly #python: TestablePython;

  constructor(python: TestablePython) {
    this.#python = python;
  }

  /**
   * Lets it raise.
   *
   * @param exception - A builtin's name, `module:Name`, or `UnprintableError`, whose text can't be had.
   * @param options - `fromCall`: the first call that fails. Default 1.
   */
  fail(
    target: string,
    exception: string,
    message: string,
    { fromCall = 1 }: { readonly fromCall?: number } = {},
  ): Promise<void> {
    return this.#call("fail", target, exception, message, fromCall);
  }

  /**
   * Lets it sleep before its work.
   *
   * @param options - `holdsLock`: nothing else in Python runs meanwhile, and nothing can interrupt it, as in C code that
   *   keeps the interpreter's lock. Default `false`.
   */
  hang(
    target: string,
    seconds: number,
    { holdsLock = false }: { readonly holdsLock?: boolean } = {},
  ): Promise<void> {
    return this.#call("block", target, seconds, holdsLock);
  }

  /** Lets it end this whole process as `kill -9` does: before its work, or `after` it. For child processes. */
  kill(
    target: string,
    { fromCall = 1, after = false }: { readonly fromCall?: number; readonly after?: boolean } = {},
  ): Promise<void> {
    return this.#call("kill", target, fromCall, after);
  }

  /** Takes every fault back. */
  restore(): Promise<void> {
    return this.#call("restore");
  }

  #call(name: string, ...args: unknown[]): Promise<void> {
    return callTestingModule(this.#python, "faults", name, args);
  }
}
