/**
 * How tree-sitter lays out a parse tree in the memory of its WebAssembly module (`subtree.h`, `tree.h` and `parser.h` of
 * the release that web-tree-sitter 0.27.1 is made from, 32-bit pointers). Offsets are in bytes unless they say otherwise.
 *
 * A subtree takes 8 bytes in its parent's list of children. Small leaves lie in these bytes themselves, told by the
 * lowest bit; for all others the first four hold the address of the node. A node's children lie right before it.
 * Positions are not stored: each subtree has the size of its text and of the white space before it.
 */
export const SUBTREE_BYTES = 8;

/** Of a leaf that lies in its parent's list: bits of its first four bytes. */
export const INLINE_BIT = 1;
export const INLINE_EXTRA_BIT = 8;
export const INLINE_SYMBOL_SHIFT = 8;
/** Rows of white space before it, in the lower four bits. */
export const INLINE_PADDING_ROWS = 5;
export const INLINE_PADDING_BYTES = 6;
export const INLINE_SIZE_BYTES = 7;

/** Of a node: 32-bit numbers. */
export const PADDING_BYTES = 4;
export const PADDING_ROWS = 8;
export const SIZE_BYTES = 16;
export const SIZE_ROWS = 20;
export const CHILD_COUNT = 36;
/** Of a node: 16-bit numbers. */
export const SYMBOL = 40;
export const FLAGS = 44;
export const EXTRA_FLAG = 4;
/** Of a node with children. */
export const VISIBLE_DESCENDANT_COUNT = 56;
export const PRODUCTION_ID = 66;

/** Of a tree: its root, a subtree, comes first, then the address of its language. */
export const TREE_LANGUAGE = 8;

/** Of a language: 16-bit length of a row of {@link ALIAS_SEQUENCES}. */
export const MAX_ALIAS_SEQUENCE_LENGTH = 36;
/** Of a language: address of the 16-bit symbols that children have in place of their own, a row for each production. */
export const ALIAS_SEQUENCES = 84;
