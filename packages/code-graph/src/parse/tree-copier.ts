import type { Language, Tree } from "web-tree-sitter";
import { type NodeColumns, SyntaxTree } from "./syntax-tree.js";
import type { TreeSitterModule } from "./tree-sitter-module.js";

const INT_BYTES = 4;
/** A node in WebAssembly memory: id, offset, row, column, context. */
const NODE_INTS = 5;
const ID = 0;
const OFFSET = 1;
const ROW = 2;
const ERROR_TYPE = "ERROR";

/**
 * Copies the parse trees of one grammar out of WebAssembly.
 *
 * A web-tree-sitter node is an object, and each of its properties is a call that first writes the node into WebAssembly
 * memory: reading a tree that way takes as long as parsing it. Here one call lists all wanted nodes, in the order of
 * the text, and two more a node tell its type and end.
 */
export class TreeCopier {
  readonly #module: TreeSitterModule;
  readonly #buffer: number;
  readonly #typesAddress: number;
  readonly #typeCount: number;
  /** Names by id, with holes for what is not wanted. A keyword may have the name of a type (`await`): only ids differ. */
  readonly #typeNames: readonly (string | undefined)[];

  /** @param ignored named types to leave out; anonymous ones always are. */
  constructor(module: TreeSitterModule, language: Language, ignored: readonly string[]) {
    const typeNames: (string | undefined)[] = [];
    const ids: number[] = [];
    language.types.forEach((type, id) => {
      if (!type || !language.nodeTypeIsNamed(id) || ignored.includes(type)) return;
      typeNames[id] = type;
      ids.push(id);
    });
    this.#module = module;
    this.#buffer = module._ts_init();
    this.#typeNames = typeNames;
    this.#typeCount = ids.length;
    // Kept as long as the grammar, which the module never lets go either.
    this.#typesAddress = module._malloc(ids.length * INT_BYTES);
    module.HEAP32.set(ids, this.#typesAddress / INT_BYTES);
  }

  /** Copies what is needed; the caller frees `tree` right after. The root is the first node, whatever its type. */
  copy(tree: Tree, text: string): SyntaxTree {
    const module = this.#module;
    const address = (tree as unknown as readonly [number])[0];
    const buffer = this.#buffer / INT_BYTES;
    module._ts_tree_root_node_wasm(address);
    const hasError = module._ts_node_has_error_wasm(address) === 1;
    const root = module.HEAP32.slice(buffer, buffer + NODE_INTS);
    module._ts_node_descendants_of_type_wasm(address, this.#typesAddress, this.#typeCount, 0, 0, 0, 0);
    const count = module.HEAP32[buffer] ?? 0;
    const listAddress = module.HEAP32[buffer + 1] ?? 0;
    const columns = this.#columns(address, root, listAddress / INT_BYTES, count);
    module._free(listAddress);
    return new SyntaxTree(text, hasError, columns);
  }

  #columns(tree: number, root: Int32Array, list: number, count: number): NodeColumns {
    const module = this.#module;
    const buffer = this.#buffer / INT_BYTES;
    // Asking a node takes no memory, so the view stays good.
    const memory = module.HEAP32;
    // An erroneous or empty root is not in the list.
    const extra = count > 0 && memory[list + ID] === root[ID] ? 0 : 1;
    const size = count + extra;
    const types = new Array<string>(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    const rows = new Int32Array(size);
    const fill = (index: number): void => {
      types[index] = this.#typeNames[module._ts_node_symbol_wasm(tree)] ?? ERROR_TYPE;
      starts[index] = memory[buffer + OFFSET] ?? 0;
      rows[index] = memory[buffer + ROW] ?? 0;
      ends[index] = module._ts_node_end_index_wasm(tree);
    };
    if (extra === 1) {
      memory.set(root, buffer);
      fill(0);
    }
    for (let index = extra, node = list; index < size; index++, node += NODE_INTS) {
      memory.copyWithin(buffer, node, node + NODE_INTS);
      fill(index);
    }
    return { types, starts, ends, rows };
  }
}
