import type { Node, Tree } from "web-tree-sitter";

/** Position of a node in its {@link SyntaxTree}; -1 where there is none. */
export type SyntaxNode = number;

/** No such node. */
export const NO_NODE: SyntaxNode = -1;

/** The node types to keep. A keyword may have the name of a named type (`await`, `class`): only ids tell them apart. */
export interface WantedTypes {
  readonly names: TypeNames;
  /** Names by id, with holes for what is not wanted. */
  readonly namesById: readonly (string | undefined)[];
}

/**
 * Names for `descendantsOfType`, which asks `includes` of its list once for each type of the grammar, each time anew: for
 * small files a search of the list takes longer than the parse.
 */
export class TypeNames extends Array<string> {
  readonly #names: ReadonlySet<string>;

  constructor(names: Iterable<string>) {
    super();
    this.#names = new Set(names);
  }

  override includes(name: string): boolean {
    return this.#names.has(name);
  }
}

/** Names are the most frequent nodes, and where they end shows in the text. */
const NAME_TYPES = new Set([
  "identifier",
  "property_identifier",
  "type_identifier",
  "shorthand_property_identifier",
]);

/**
 * A parse tree copied out of WebAssembly in one go, as plain columns.
 *
 * Every step through a web-tree-sitter node or cursor is a call into WebAssembly; a walk of all nodes that way costs as
 * much as the parse. `descendantsOfType` hands over all wanted nodes in one call, in source order, and the nesting
 * follows from their ranges. Types that are not wanted vanish and their children move up to the nearest kept ancestor.
 */
export class SyntaxTree {
  readonly text: string;
  readonly hasError: boolean;
  readonly #types: string[] = [];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #rows: Int32Array;
  readonly #firstChildren: Int32Array;
  readonly #nextSiblings: Int32Array;

  /** Copies what is needed; the caller frees `tree` right after. */
  constructor(tree: Tree, text: string, wanted: WantedTypes) {
    this.text = text;
    const root = tree.rootNode;
    this.hasError = root.hasError;
    const nodes = root.descendantsOfType(wanted.names);
    this.#starts = new Int32Array(nodes.length);
    this.#ends = new Int32Array(nodes.length);
    this.#rows = new Int32Array(nodes.length);
    this.#firstChildren = new Int32Array(nodes.length).fill(NO_NODE);
    this.#nextSiblings = new Int32Array(nodes.length).fill(NO_NODE);
    const lastChildren = new Int32Array(nodes.length).fill(NO_NODE);
    const openNodes: SyntaxNode[] = [];
    for (const node of nodes) {
      const type = wanted.namesById[node.typeId];
      if (type === undefined) continue;
      const index = this.#types.push(type) - 1;
      const { startIndex } = node;
      const end = !this.hasError && NAME_TYPES.has(type) ? endOfName(text, startIndex, node) : node.endIndex;
      this.#starts[index] = startIndex;
      this.#ends[index] = end;
      this.#rows[index] = node.startPosition.row;
      // Back to the nearest node that reaches as far as this one and is not already over (one of no width would be).
      while (openNodes.length > 1) {
        const open = this.end(openNodes[openNodes.length - 1] ?? 0);
        if (open >= end && open > startIndex) break;
        openNodes.pop();
      }
      const parent = openNodes[openNodes.length - 1];
      if (parent !== undefined) {
        const previous = lastChildren[parent] ?? NO_NODE;
        if (previous === NO_NODE) this.#firstChildren[parent] = index;
        else this.#nextSiblings[previous] = index;
        lastChildren[parent] = index;
      }
      openNodes.push(index);
    }
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
}

function endOfName(text: string, start: number, node: Node): number {
  let end = start;
  for (;;) {
    const code = text.charCodeAt(end);
    const isPart =
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36;
    // Letters beyond ASCII and escapes are the grammar's business.
    if (code > 127 || code === 92) return node.endIndex;
    if (!isPart) return end;
    end++;
  }
}
