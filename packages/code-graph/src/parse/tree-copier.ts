import type { Language, Tree } from "web-tree-sitter";
import { NodeColumns } from "./node-columns.js";
import { SubtreeHead } from "./subtree-head.js";
import * as layout from "./subtree-layout.js";
import { NO_NODE, SyntaxTree } from "./syntax-tree.js";
import type { TreeSitterMemory } from "./tree-sitter-memory.js";

/** A node whose children are being read. */
interface Frame {
  /** Address of the next child and of the end of the list. */
  next: number;
  readonly end: number;
  /** Address of what the next child is called instead, 0 where all keep their names. */
  alias: number;
  /** The nearest node around them that is kept. */
  readonly kept: number;
}

/**
 * Copies the parse trees of one grammar out of WebAssembly memory.
 *
 * With the library's own nodes and cursors each property of each node is a call into WebAssembly, and reading a tree
 * takes as long as parsing it. Its memory can be read from outside in a small part of that time; `subtree-layout.ts`
 * says how it lies there, and a test compares every node with what the library's cursor shows.
 */
export class TreeCopier {
  readonly #memory: TreeSitterMemory;
  /** By symbol, with holes for what is not wanted. A keyword may have the name of a type (`await`): only symbols differ. */
  readonly #typeNames: readonly (string | undefined)[];

  /** @param ignored named types to leave out; anonymous ones always are. */
  constructor(memory: TreeSitterMemory, language: Language, ignored: readonly string[]) {
    this.#memory = memory;
    this.#typeNames = language.types.map((type, symbol) =>
      type && language.nodeTypeIsNamed(symbol) && !ignored.includes(type) ? type : undefined,
    );
  }

  /** Copies what is needed; the caller frees `tree` right after. The root is the first node, whatever its type. */
  copy(tree: Tree, text: string): SyntaxTree {
    const address = (tree as unknown as readonly [number])[0];
    return new SyntaxTree(text, tree.rootNode.hasError, this.#typeNames, this.#read(address));
  }

  #read(tree: number): NodeColumns {
    const { HEAPU16: shorts, HEAPU32: words } = this.#memory;
    const typeNames = this.#typeNames;
    const language = words[(tree + layout.TREE_LANGUAGE) >> 2] ?? 0;
    const aliases = words[(language + layout.ALIAS_SEQUENCES) >> 2] ?? 0;
    const aliasRowBytes = 2 * (shorts[(language + layout.MAX_ALIAS_SEQUENCE_LENGTH) >> 1] ?? 0);
    const head = new SubtreeHead(this.#memory);
    head.read(tree);
    const columns = new NodeColumns(1 + head.visibleDescendants);
    const open: Frame[] = [{ next: tree, end: tree + layout.SUBTREE_BYTES, alias: 0, kept: NO_NODE }];
    let offset = 0;
    let row = 0;
    let isFirstChild = false;
    for (let frame = open[0]; frame !== undefined; frame = open[open.length - 1]) {
      if (frame.next === frame.end) {
        open.pop();
        continue;
      }
      head.read(frame.next);
      frame.next += layout.SUBTREE_BYTES;
      // White space before a node is also that before its first child: it counts once.
      if (!isFirstChild) {
        offset += head.paddingBytes;
        row += head.paddingRows;
      }
      let { symbol } = head;
      // Comments and the like take no place in the production.
      if (frame.alias !== 0 && !head.isExtra) {
        symbol = shorts[frame.alias >> 1] || symbol;
        frame.alias += 2;
      }
      let { kept } = frame;
      if (kept === NO_NODE || typeNames[symbol] !== undefined)
        kept = columns.add(kept, symbol, offset, offset + head.sizeBytes, row);
      isFirstChild = head.childCount > 0;
      if (isFirstChild) {
        const alias = head.production === 0 ? 0 : aliases + head.production * aliasRowBytes;
        open.push({ next: head.firstChild, end: head.node, alias, kept });
      } else {
        offset += head.sizeBytes;
        row += head.sizeRows;
      }
    }
    return columns;
  }
}
