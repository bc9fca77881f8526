/** Calls on their way, by small numbers that are given again once they are free. */
export class PendingCalls<C> {
  readonly #calls: (C | undefined)[] = [];
  readonly #free: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Keeps the call; its number is not given to another until {@link PendingCalls.take}. */
  add(call: C): number {
    const id = this.#free.pop() ?? this.#calls.length;
    this.#calls[id] = call;
    this.#size++;
    return id;
  }

  /** The call with this number, which is free from now on; `undefined` when there is none. */
  take(id: number): C | undefined {
    const call = this.#calls[id];
    if (call === undefined) return undefined;
    this.#calls[id] = undefined;
    this.#free.push(id);
    this.#size--;
    return call;
  }

  /** Numbers and calls, as they are now. */
  entries(): readonly (readonly [number, C])[] {
    return this.#calls.flatMap((call, id) => (call === undefined ? [] : [[id, call] as const]));
  }
}
