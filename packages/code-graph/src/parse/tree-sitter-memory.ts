import type { Parser } from "web-tree-sitter";

/** The memory of web-tree-sitter's WebAssembly module; other views after it has grown, so they are read anew. */
export interface TreeSitterMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/**
 * The memory that a parser works in. The library has no name for it, but calls the function that supplies text as a
 * method of the module; this holds no matter who initialised the library.
 */
export function memoryOf(parser: Parser): TreeSitterMemory {
  const owners: unknown[] = [];
  parser
    .parse(function (this: unknown) {
      owners.push(this);
      return undefined;
    })
    ?.delete();
  return owners[0] as TreeSitterMemory;
}
