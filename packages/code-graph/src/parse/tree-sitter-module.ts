import type { Parser } from "web-tree-sitter";

/**
 * The part of web-tree-sitter's WebAssembly module that copies trees out of it: what the library itself calls, one
 * number at a time. Offsets are UTF-16 units.
 */
export interface TreeSitterModule {
  /** The module's memory; another view after each growth, so it is read anew after each call. */
  readonly HEAP32: Int32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  /** Address of the buffer through which nodes are handed in and out. */
  _ts_init(): number;
  /** Puts the root into the buffer. */
  _ts_tree_root_node_wasm(tree: number): void;
  /** Puts the number and address of the descendants of the node in the buffer there, in the order of the text. */
  _ts_node_descendants_of_type_wasm(
    tree: number,
    typesAddress: number,
    typeCount: number,
    startRow: number,
    startColumn: number,
    endRow: number,
    endColumn: number,
  ): void;
  /** Type of the node in the buffer. */
  _ts_node_symbol_wasm(tree: number): number;
  /** Where the node in the buffer ends. */
  _ts_node_end_index_wasm(tree: number): number;
  /** 1 when the node in the buffer holds a syntax error. */
  _ts_node_has_error_wasm(tree: number): number;
}

/**
 * The module that a parser works in. The library has no name for it, but calls the function that supplies text as a
 * method of it; this holds no matter who initialised the library.
 */
export function moduleOf(parser: Parser): TreeSitterModule {
  const owners: unknown[] = [];
  parser
    .parse(function (this: unknown) {
      owners.push(this);
      return undefined;
    })
    ?.delete();
  return owners[0] as TreeSitterModule;
}
