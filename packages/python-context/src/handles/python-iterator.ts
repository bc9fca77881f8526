import { PythonCallError } from "../errors/python-call-error.js";
import { type HandleLike, handleBrand } from "./handle-brand.js";
import type { HandleOwner } from "./handle-owner.js";

/** Items asked for at once; Python sends fewer when they take longer than a few milliseconds. */
const batchSize = 256;

/**
 * A Python iterator, generator or asynchronous generator as an `AsyncIterable`. Items come in batches and only when they
 * are asked for. Leaving a `for await` early closes the generator, so its `finally` blocks run.
 *
 * Failures throw {@link PythonCallError}, because iteration has no other way to report them.
 *
 * @example
 * ```ts
 * const lines = await python.execute<PythonIterator<string>>({ module: "builtins", name: "open", args: ["notes.txt"] });
 * if (lines.ok) for await (const line of lines.value) console.log(line);
 * ```
 */
export class PythonIterator<T = unknown> implements AsyncIterableIterator<T>, HandleLike, AsyncDisposable {
  readonly #owner: HandleOwner;
  readonly #number: number;
  readonly #pull: "pull" | "pull_async";
  #items: T[] = [];
  #position = 0;
  #isExhausted = false;
  #isClosed = false;
  #pulling: Promise<void> | undefined;

  /** Made by {@link PythonContext}; not meant to be called by users. */
  constructor(owner: HandleOwner, number: number, isAsync: boolean) {
    this.#owner = owner;
    this.#number = number;
    this.#pull = isAsync ? "pull_async" : "pull";
    owner.watch(this, number);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws {@link PythonCallError} when the iterator raises, or a pull runs out of time. */
  async next(): Promise<IteratorResult<T, undefined>> {
    while (this.#position >= this.#items.length) {
      if (this.#isExhausted || this.#isClosed) {
        this.#release();
        return { done: true, value: undefined };
      }
      this.#pulling ??= this.#fetch();
      await this.#pulling;
    }
    return { done: false, value: this.#items[this.#position++] as T };
  }

  /** Closes the generator; what was not read yet is dropped. */
  async return(): Promise<IteratorResult<T, undefined>> {
    if (!this.#isClosed && !this.#isExhausted) {
      this.#isExhausted = true;
      this.#items = [];
      await this.#run("close", []);
    }
    this.#release();
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  readonly [handleBrand] = (): number => this.#number;

  async #fetch(): Promise<void> {
    try {
      const [items, isExhausted] = await this.#run<[T[], boolean]>(this.#pull, [batchSize]);
      this.#items = items;
      this.#position = 0;
      this.#isExhausted = isExhausted;
    } catch (error) {
      this.#release();
      throw error;
    } finally {
      this.#pulling = undefined;
    }
  }

  async #run<V>(method: string, args: readonly unknown[]): Promise<V> {
    const operationName = `PythonIterator.${method}`;
    const result = await this.#owner.run<V>("handles.call", [this, method, args, null], { operationName });
    if (result.ok) return result.value;
    throw new PythonCallError(result.error);
  }

  #release(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#owner.release(this, this.#number);
  }
}
