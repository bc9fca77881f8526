/** Bytes of a UTF-16 unit. */
const UNIT_BYTES = 2;
const NONE = -1;

/** The nodes of a tree in the order of the text, one column for each thing that is known of them. */
export class NodeColumns {
  symbols = new Uint16Array();
  /** Offsets in UTF-16 units, of the first one and after the last one. */
  starts = new Int32Array();
  ends = new Int32Array();
  /** First line, from 0. */
  rows = new Int32Array();
  /** Other nodes; -1 for none. */
  firstChildren = new Int32Array();
  nextSiblings = new Int32Array();
  #lastChildren = new Int32Array();
  #size = 0;

  /** Takes all nodes away and makes room for `most`. */
  clear(most: number): void {
    this.#size = 0;
    if (most > this.symbols.length) this.#grow(Math.max(most, 2 * this.symbols.length));
    this.firstChildren.fill(NONE, 0, most);
    this.nextSiblings.fill(NONE, 0, most);
    this.#lastChildren.fill(NONE, 0, most);
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

  #grow(length: number): void {
    this.symbols = new Uint16Array(length);
    this.starts = new Int32Array(length);
    this.ends = new Int32Array(length);
    this.rows = new Int32Array(length);
    this.firstChildren = new Int32Array(length);
    this.nextSiblings = new Int32Array(length);
    this.#lastChildren = new Int32Array(length);
  }
}
