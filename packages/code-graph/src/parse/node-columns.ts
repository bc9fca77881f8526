/** Bytes of a UTF-16 unit. */
const UNIT_BYTES = 2;
const NONE = -1;

/** The nodes of a tree in the order of the text, one column for each thing that is known of them. */
export class NodeColumns {
  readonly symbols: Uint16Array;
  /** Offsets in UTF-16 units, of the first one and after the last one. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** First line, from 0. */
  readonly rows: Int32Array;
  /** Other nodes; -1 for none. */
  readonly firstChildren: Int32Array;
  readonly nextSiblings: Int32Array;
  readonly #lastChildren: Int32Array;
  #size = 0;

  /** @param most nodes that there may be. */
  constructor(most: number) {
    this.symbols = new Uint16Array(most);
    this.starts = new Int32Array(most);
    this.ends = new Int32Array(most);
    this.rows = new Int32Array(most);
    this.firstChildren = new Int32Array(most).fill(NONE);
    this.nextSiblings = new Int32Array(most).fill(NONE);
    this.#lastChildren = new Int32Array(most).fill(NONE);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a node as the last child of `parent` (-1 for none) and gives its number; offsets in bytes of UTF-16. */
  add(parent: number, symbol: number, startByte: number, endByte: number, row: number): number {
    const node = this.#size++;
    this.symbols[node] = symbol;
    this.starts[node] = startByte / UNIT_BYTES;
    this.ends[node] = endByte / UNIT_BYTES;
    this.rows[node] = row;
    if (parent !== NONE) {
      const previous = this.#lastChildren[parent] ?? NONE;
      if (previous === NONE) this.firstChildren[parent] = node;
      else this.nextSiblings[previous] = node;
      this.#lastChildren[parent] = node;
    }
    return node;
  }
}
