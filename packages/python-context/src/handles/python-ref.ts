import type { ExecuteOptions } from "../python-call.js";
import type { PythonResult } from "../python-result.js";
import { type HandleLike, handleBrand } from "./handle-brand.js";
import type { HandleOwner } from "./handle-owner.js";

/**
 * An object that stays in Python. Pass it as an argument, call its methods, read its attributes. It is let go of by
 * `dispose`, by `using`, or at some time after it has become garbage.
 *
 * @example
 * ```ts
 * const made = await python.executeForRef({ module: "pathlib", name: "Path", args: ["notes.txt"] });
 * if (made.ok) {
 *   using path = made.value;
 *   const exists = await path.call<boolean>("exists");
 *   const parent = await path.get<string>("parent.name");
 * }
 * ```
 */
export class PythonRef implements HandleLike, Disposable, AsyncDisposable {
  /** Qualified type of the object, for example `"pathlib.PosixPath"`. */
  readonly type: string;
  readonly #owner: HandleOwner;
  readonly #number: number;
  #isReleased = false;

  /** Made by {@link PythonContext}; not meant to be called by users. */
  constructor(owner: HandleOwner, number: number, type: string) {
    this.type = type;
    this.#owner = owner;
    this.#number = number;
    owner.watch(this, number);
  }

  /** Calls a method by its (dotted) name and converts the result. */
  call<T = unknown>(
    name: string,
    args: readonly unknown[] = [],
    options: ExecuteOptions & { readonly kwargs?: Readonly<Record<string, unknown>> } = {},
  ): Promise<PythonResult<T>> {
    const { kwargs, ...rest } = options;
    return this.#owner.run<T>("call", [this, name, args, kwargs ?? null], {
      operationName: `${this.type}.${name}`,
      ...rest,
    });
  }

  /** Calls a method and keeps the result in Python. */
  callForRef(
    name: string,
    args: readonly unknown[] = [],
    options: ExecuteOptions = {},
  ): Promise<PythonResult<PythonRef>> {
    return this.#owner.runForRef("call", [this, name, args, null], {
      operationName: `${this.type}.${name}`,
      ...options,
    });
  }

  /** Reads an attribute by its (dotted) name. */
  get<T = unknown>(name: string, options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    return this.#owner.run<T>("get_attribute", [this, name], {
      operationName: `${this.type}.${name}`,
      ...options,
    });
  }

  /** The object itself, converted. */
  toValue<T = unknown>(options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    return this.#owner.run<T>("identity", [this], { operationName: `${this.type}.toValue`, ...options });
  }

  /** Lets go of the object. Idempotent; takes effect after the call that runs now. */
  dispose(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#owner.release(this, this.#number);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
    return Promise.resolve();
  }

  readonly [handleBrand] = (): number => {
    if (this.#isReleased) throw new TypeError(`the handle on a ${this.type} was disposed of`);
    return this.#number;
  };
}
