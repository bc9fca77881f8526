import type { NodeColumns } from "./node-columns.js";

/** Position of a node in its {@link SyntaxTree}; -1 where there is none. */
export type SyntaxNode = number;

/** No such node. */
export const NO_NODE: SyntaxNode = -1;

/** Type of the root of text in which nothing fits the grammar. */
const ERROR_TYPE = "ERROR";

/** A parse tree as plain columns. Types that are not wanted vanish, and their children move up to the next one kept. */
export class SyntaxTree {
  readonly text: string;
  readonly hasError: boolean;
  readonly #typeNames: readonly (string | undefined)[];
  readonly #columns: NodeColumns;

  /** @param typeNames - names by symbol. */
  constructor(
    text: string,
    hasError: boolean,
    typeNames: readonly (string | undefined)[],
    columns: NodeColumns,
  ) {
    this.text = text;
    this.hasError = hasError;
    this.#typeNames = typeNames;
    this.#columns = columns;
  }

  get size(): number {
    return this.#columns.size;
  }

  /** The root is always the first node. */
  get root(): SyntaxNode {
    return 0;
  }

  /** Type of the node; `""` for {@link NO_NODE}. */
  type(node: SyntaxNode): string {
    const symbol = this.#columns.symbols[node];
    return symbol === undefined ? "" : (this.#typeNames[symbol] ?? ERROR_TYPE);
  }

  /** Offset of the first UTF-16 unit. */
  start(node: SyntaxNode): number {
    return this.#columns.starts[node] ?? 0;
  }

  /** Offset after the last UTF-16 unit. */
  end(node: SyntaxNode): number {
    return this.#columns.ends[node] ?? 0;
  }

  /** First line, from 1. */
  startLine(node: SyntaxNode): number {
    return (this.#columns.rows[node] ?? 0) + 1;
  }

  firstChild(node: SyntaxNode): SyntaxNode {
    return this.#columns.firstChildren[node] ?? NO_NODE;
  }

  nextSibling(node: SyntaxNode): SyntaxNode {
    return this.#columns.nextSiblings[node] ?? NO_NODE;
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
}
