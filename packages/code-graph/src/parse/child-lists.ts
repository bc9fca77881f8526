/** The lists of children that are being read, the innermost last; one of them for all trees, since there are very many. */
export class ChildLists {
  readonly #next: number[] = [];
  readonly #ends: number[] = [];
  readonly #aliases: number[] = [];
  readonly #kept: number[] = [];
  #last = -1;

  clear(): void {
    this.#last = -1;
  }

  /**
   * Begins a list of subtrees.
   *
   * @param alias - address of what the first child is called instead, 0 where all keep their names.
   * @param kept - the nearest node around them that is kept.
   */
  open(first: number, end: number, alias: number, kept: number): void {
    const last = ++this.#last;
    this.#next[last] = first;
    this.#ends[last] = end;
    this.#aliases[last] = alias;
    this.#kept[last] = kept;
  }

  /** Address of the next subtree of `bytes` in the innermost list that has one; 0 when all are read. */
  take(bytes: number): number {
    while (this.#last >= 0) {
      const next = this.#next[this.#last] ?? 0;
      if (next !== this.#ends[this.#last]) {
        this.#next[this.#last] = next + bytes;
        return next;
      }
      this.#last--;
    }
    return 0;
  }

  /** The nearest kept node around the subtree that was taken last. */
  get kept(): number {
    return this.#kept[this.#last] ?? -1;
  }

  /** Address of the alias of the subtree that was taken last, 0 for none; the next one has the next alias. */
  takeAlias(bytes: number): number {
    const alias = this.#aliases[this.#last] ?? 0;
    if (alias !== 0) this.#aliases[this.#last] = alias + bytes;
    return alias;
  }
}
