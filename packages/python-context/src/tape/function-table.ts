/** A JavaScript function that Python may call. */
export type CallableFromPython = (...values: never[]) => unknown;

/** Functions by number, from the moment they are encoded until Python has dropped its last reference. */
export class FunctionTable {
  readonly #functions = new Map<number, CallableFromPython>();
  #next = 1;

  /** The number that the next function will get. */
  get next(): number {
    return this.#next;
  }

  get size(): number {
    return this.#functions.size;
  }

  add(callable: CallableFromPython): number {
    const number = this.#next++;
    this.#functions.set(number, callable);
    return number;
  }

  find(number: number): CallableFromPython | undefined {
    return this.#functions.get(number);
  }

  release(number: number): void {
    this.#functions.delete(number);
  }

  /** Takes back what was added since `next` was this. */
  truncate(next: number): void {
    for (let number = next; number < this.#next; number++) this.#functions.delete(number);
    this.#next = next;
  }
}
