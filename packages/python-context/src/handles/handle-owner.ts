import type { ExecuteOptions } from "../python-call.js";
import type { PythonResult } from "../python-result.js";

/** What handles need of the context that made them; `Ref` is the class of the handles that it gives. */
export interface HandleOwner<Ref = unknown> {
  /** Runs a function of `native/python/_stemma`, by its module and name there, for example `"handles.call"`. */
  run<T>(name: string, args: readonly unknown[], options: ExecuteOptions): Promise<PythonResult<T>>;
  /** The same, with the result kept in Python. */
  runForRef(name: string, args: readonly unknown[], options: ExecuteOptions): Promise<PythonResult<Ref>>;
  /** Releases the object when `holder` has become garbage. */
  watch(holder: object, number: number): void;
  /** Releases the object now. */
  release(holder: object, number: number): void;
}
