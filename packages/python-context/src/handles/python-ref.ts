import { PythonCallError } from "../errors/python-call-error.js";
import type { ExecuteOptions } from "../python-call.js";
import type { PythonResult } from "../python-result.js";
import { type HandleLike, handleBrand } from "./handle-brand.js";
import type { HandleOwner } from "./handle-owner.js";
import type { PythonIterator } from "./python-iterator.js";

/** Options of a method's call: keyword arguments, too. */
export interface MethodOptions extends ExecuteOptions {
  readonly kwargs?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * An object that stays in Python. Pass it as an argument, call its methods, read and set its attributes and items, go through it with `for await`. It is let go of by
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
  readonly #owner: HandleOwner<PythonRef>;
  readonly #number: number;
  #isReleased = false;

  /** Made by {@link PythonContext}; not meant to be called by users. */
  constructor(owner: HandleOwner<PythonRef>, number: number, type: string) {
    this.type = type;
    this.#owner = owner;
    this.#number = number;
    owner.watch(this, number);
  }

  /** Calls a method by its (dotted) name and converts the result; the object itself by the name `"__call__"`. */
  call<T = unknown>(
    name: string,
    args: readonly unknown[] = [],
    options: MethodOptions = {},
  ): Promise<PythonResult<T>> {
    const { kwargs, ...rest } = options;
    return this.#run<T>("handles.call", name, [name, args, kwargs ?? null], rest);
  }

  /** Calls a method and keeps the result in Python; of an `async def` what it returns. */
  callForRef(
    name: string,
    args: readonly unknown[] = [],
    options: MethodOptions = {},
  ): Promise<PythonResult<PythonRef>> {
    const { kwargs, ...rest } = options;
    return this.#runForRef("handles.call", name, [name, args, kwargs ?? null], rest);
  }

  /** Reads an attribute by its (dotted) name. */
  get<T = unknown>(name: string, options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    return this.#run<T>("handles.get_attribute", name, [name], options);
  }

  /** Reads an attribute and keeps it in Python. */
  getForRef(name: string, options: ExecuteOptions = {}): Promise<PythonResult<PythonRef>> {
    return this.#runForRef("handles.get_attribute", name, [name], options);
  }

  /** Sets an attribute by its (dotted) name. */
  set(name: string, value: unknown, options: ExecuteOptions = {}): Promise<PythonResult<null>> {
    return this.#run<null>("objects.set_attribute", name, [name, value], options);
  }

  /** Reads an item, as `object[key]` does; an array as key is a tuple, an index of several dimensions. */
  getItem<T = unknown>(key: unknown, options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    return this.#run<T>("objects.get_item", "__getitem__", [key], options);
  }

  /** Reads an item and keeps it in Python. */
  getItemForRef(key: unknown, options: ExecuteOptions = {}): Promise<PythonResult<PythonRef>> {
    return this.#runForRef("objects.get_item", "__getitem__", [key], options);
  }

  /** Sets an item, as `object[key] = value` does. */
  setItem(key: unknown, value: unknown, options: ExecuteOptions = {}): Promise<PythonResult<null>> {
    return this.#run<null>("objects.set_item", "__setitem__", [key, value], options);
  }

  /** Deletes an item, as `del object[key]` does. */
  deleteItem(key: unknown, options: ExecuteOptions = {}): Promise<PythonResult<null>> {
    return this.#run<null>("objects.delete_item", "__delitem__", [key], options);
  }

  /**
   * Goes through the object's items, pulled in batches, as `for` (or `async for`) does in Python.
   *
   * @throws {@link PythonCallError} when the object is not iterable, or the iteration raises.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator {
    const started = await this.#run<PythonIterator>("objects.iterate", "__iter__", [], {});
    if (!started.ok) throw new PythonCallError(started.error);
    yield* started.value;
  }

  /**
   * The object, a table of pandas, polars or pyarrow, as a stream of Arrow's (IPC): the fast way for data frames, some
   * thirty times faster than records. What pandas holds needs pyarrow in the environment.
   *
   * @example
   * ```ts
   * const frame = await python.executeForRef({ module: "pandas", name: "read_csv", args: ["large.csv"] });
   * const stream = frame.ok ? await frame.value.toArrow() : frame;
   * if (stream.ok) console.log(stream.value.byteLength); // tableFromIPC(stream.value) of apache-arrow
   * ```
   */
  toArrow(options: ExecuteOptions = {}): Promise<PythonResult<Uint8Array>> {
    return this.#run<Uint8Array>("arrow.to_arrow", "toArrow", [], options);
  }

  /** The object itself, converted. */
  toValue<T = unknown>(options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    return this.#run<T>("handles.identity", "toValue", [], options);
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

  #run<T>(
    operation: string,
    name: string,
    args: readonly unknown[],
    options: ExecuteOptions,
  ): Promise<PythonResult<T>> {
    const operationName = `${this.type}.${name}`;
    return this.#owner.run<T>(operation, [this, ...args], { operationName, ...options });
  }

  #runForRef(
    operation: string,
    name: string,
    args: readonly unknown[],
    options: ExecuteOptions,
  ): Promise<PythonResult<PythonRef>> {
    const operationName = `${this.type}.${name}`;
    return this.#owner.runForRef(operation, [this, ...args], { operationName, ...options });
  }

  readonly [handleBrand] = (): number => {
    if (this.#isReleased) throw new TypeError(`the handle on a ${this.type} was disposed of`);
    return this.#number;
  };
}
