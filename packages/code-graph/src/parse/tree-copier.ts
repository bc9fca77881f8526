import type { Language, Tree } from "web-tree-sitter";
import { ChildLists } from "./child-lists.js";
import { NodeColumns } from "./node-columns.js";
import { SubtreeHead } from "./subtree-head.js";
import * as layout from "./subtree-layout.js";
import { NO_NODE, SyntaxTree } from "./syntax-tree.js";
import type { TreeSitterMemory } from "./tree-sitter-memory.js";

const ALIAS_BYTES = 2;

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
  readonly #columns = new NodeColumns();
  readonly #lists = new ChildLists();

  /** @param ignored - named types to leave out; anonymous ones always are. */
  constructor(memory: TreeSitterMemory, language: Language, ignored: readonly string[]) {
    this.#memory = memory;
    this.#typeNames = language.types.map((type, symbol) =>
      type && language.nodeTypeIsNamed(symbol) && !ignored.includes(type) ? type : undefined,
    );
  }

  /**
   * Copies what is needed; the caller frees `tree` right after. The root is the first node, whatever its type. The copy
   * is good until the next one is made: a large tree takes long to find room for.
   */
  copy(tree: Tree, text: string): SyntaxTree {
    const address = (tree as unknown as readonly [number])[0];
    return new SyntaxTree(text, tree.rootNode.hasError, this.#typeNames, this.#read(address));
  }

  #read(tree: number): NodeColumns {
    const { HEAPU16: shorts, HEAPU32: words } = this.#memory;
    const typeNames = this.#typeNames;
    const columns = this.#columns;
    const lists = this.#lists;
    const language = words[(tree + layout.TREE_LANGUAGE) >> 2] ?? 0;
    const aliases = words[(language + layout.ALIAS_SEQUENCES) >> 2] ?? 0;
    const aliasRowBytes = ALIAS_BYTES * (shorts[(language + layout.MAX_ALIAS_SEQUENCE_LENGTH) >> 1] ?? 0);
    const head = new SubtreeHead(this.#memory);
    head.read(tree);
    columns.clear(1 + head.visibleDescendants);
    lists.clear();
    lists.open(tree, tree + layout.SUBTREE_BYTES, 0, NO_NODE);
    let offset = 0;
    let row = 0;
    let isFirstChild = false;
    for (let at = lists.take(layout.SUBTREE_BYTES); at !== 0; at = lists.take(layout.SUBTREE_BYTES)) {
      head.read(at);
      // White space before a node is also that before its first child: it counts once.
      if (!isFirstChild) {
        offset += head.paddingBytes;
        row += head.paddingRows;
      }
      // Comments and the like take no place in the production.
      const alias = head.isExtra ? 0 : lists.takeAlias(ALIAS_BYTES);
      const symbol = (alias === 0 ? 0 : shorts[alias >> 1]) || head.symbol;
      let { kept } = lists;
      if (kept === NO_NODE || typeNames[symbol] !== undefined)
        kept = columns.add(kept, symbol, offset, offset + head.sizeBytes, row);
      isFirstChild = head.childCount > 0;
      if (isFirstChild) {
        const firstAlias = head.production === 0 ? 0 : aliases + head.production * aliasRowBytes;
        lists.open(head.firstChild, head.node, firstAlias, kept);
      } else {
        offset += head.sizeBytes;
        row += head.sizeRows;
      }
    }
    return columns;
  }
}
