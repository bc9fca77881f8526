/** A priority queue of whole numbers, the smallest first: a binary heap. */
export class ReadyQueue {
  readonly #heap: number[] = [];

  get size(): number {
    return this.#heap.length;
  }

  push(value: number): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(value);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent) <= value) break;
      heap[index] = this.#at(parent);
      index = parent;
    }
    heap[index] = value;
  }

  /** Removes and gives the smallest; `undefined` when empty. */
  pop(): number | undefined {
    const heap = this.#heap;
    const smallest = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return smallest;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#at(child + 1) < this.#at(child)) child += 1;
      if (this.#at(child) >= last) break;
      heap[index] = this.#at(child);
      index = child;
    }
    heap[index] = last;
    return smallest;
  }

  #at(index: number): number {
    return this.#heap[index] ?? Infinity;
  }
}
