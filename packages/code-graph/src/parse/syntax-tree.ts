/** Position of a node in its {@link SyntaxTree}; -1 where there is none. */
export type SyntaxNode = number;

/** No such node. */
export const NO_NODE: SyntaxNode = -1;

/** The nodes of a tree in the order of the text, one column for each thing that is known of them. */
export interface NodeColumns {
  readonly types: readonly string[];
  /** Offset of the first UTF-16 unit. */
  readonly starts: Int32Array;
  /** Offset after the last UTF-16 unit. */
  readonly ends: Int32Array;
  /** First line, from 0. */
  readonly rows: Int32Array;
}

/**
 * A parse tree as plain columns, out of WebAssembly. The nesting follows from the ranges of the nodes: types that are
 * not wanted vanish, and their children move up to the nearest kept ancestor.
 */
export class SyntaxTree {
  readonly text: string;
  readonly hasError: boolean;
  readonly #types: readonly string[];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #rows: Int32Array;
  readonly #firstChildren: Int32Array;
  readonly #nextSiblings: Int32Array;

  constructor(text: string, hasError: boolean, { types, starts, ends, rows }: NodeColumns) {
    const size = types.length;
    this.text = text;
    this.hasError = hasError;
    this.#types = types;
    this.#starts = starts;
    this.#ends = ends;
    this.#rows = rows;
    this.#firstChildren = new Int32Array(size).fill(NO_NODE);
    this.#nextSiblings = new Int32Array(size).fill(NO_NODE);
    this.#nest();
  }

  get size(): number {
    return this.#types.length;
  }

  /** The root is always the first node. */
  get root(): SyntaxNode {
    return 0;
  }

  /** Type of the node; `""` for {@link NO_NODE}. */
  type(node: SyntaxNode): string {
    return this.#types[node] ?? "";
  }

  /** Offset of the first UTF-16 unit. */
  start(node: SyntaxNode): number {
    return this.#starts[node] ?? 0;
  }

  /** Offset after the last UTF-16 unit. */
  end(node: SyntaxNode): number {
    return this.#ends[node] ?? 0;
  }

  /** First line, from 1. */
  startLine(node: SyntaxNode): number {
    return (this.#rows[node] ?? 0) + 1;
  }

  firstChild(node: SyntaxNode): SyntaxNode {
    return this.#firstChildren[node] ?? NO_NODE;
  }

  nextSibling(node: SyntaxNode): SyntaxNode {
    return this.#nextSiblings[node] ?? NO_NODE;
  }

  textOf(node: SyntaxNode): string {
    return node === NO_NODE ? "" : this.text.slice(this.start(node), this.end(node));
  }

  children(node: SyntaxNode): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (let child = this.firstChild(node); child !== NO_NODE; child = this.nextSibling(child))
      found.push(child);
    return found;
  }

  /** First child of one of these types, or {@link NO_NODE}. */
  childOfType(node: SyntaxNode, ...types: readonly string[]): SyntaxNode {
    for (let child = this.firstChild(node); child !== NO_NODE; child = this.nextSibling(child))
      if (types.includes(this.type(child))) return child;
    return NO_NODE;
  }

  lastChild(node: SyntaxNode): SyntaxNode {
    let last = NO_NODE;
    for (let child = this.firstChild(node); child !== NO_NODE; child = this.nextSibling(child)) last = child;
    return last;
  }

  /** Finds the parent of each node: the nearest one before it that reaches as far and is not already over. */
  #nest(): void {
    const starts = this.#starts;
    const ends = this.#ends;
    const size = this.size;
    const lastChildren = new Int32Array(size).fill(NO_NODE);
    const open = new Int32Array(size);
    let depth = 0;
    for (let node = 0; node < size; node++) {
      const start = starts[node] ?? 0;
      const end = ends[node] ?? 0;
      while (depth > 1) {
        const reached = ends[open[depth - 1] ?? 0] ?? 0;
        // A node of no width at the start of this one is over.
        if (reached >= end && reached > start) break;
        depth--;
      }
      if (depth > 0) {
        const parent = open[depth - 1] ?? 0;
        const previous = lastChildren[parent] ?? NO_NODE;
        if (previous === NO_NODE) this.#firstChildren[parent] = node;
        else this.#nextSiblings[previous] = node;
        lastChildren[parent] = node;
      }
      open[depth++] = node;
    }
  }
}
