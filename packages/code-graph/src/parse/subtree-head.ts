import * as layout from "./subtree-layout.js";
import type { TreeSitterMemory } from "./tree-sitter-memory.js";

/** One subtree as it lies in memory; the same object reads one after the other, since there are very many. */
export class SubtreeHead {
  readonly #bytes: Uint8Array;
  readonly #shorts: Uint16Array;
  readonly #words: Uint32Array;

  /** Address of its node, 0 for a leaf that lies in its parent's list. */
  node = 0;
  symbol = 0;
  /** Text that may stand anywhere, as comments do. */
  isExtra = false;
  /** White space before it. */
  paddingBytes = 0;
  paddingRows = 0;
  sizeBytes = 0;
  sizeRows = 0;
  childCount = 0;

  constructor({ HEAPU8, HEAPU16, HEAPU32 }: TreeSitterMemory) {
    this.#bytes = HEAPU8;
    this.#shorts = HEAPU16;
    this.#words = HEAPU32;
  }

  /** Address of the first child in its list, which ends at {@link node}. */
  get firstChild(): number {
    return this.node - this.childCount * layout.SUBTREE_BYTES;
  }

  /** The rule that the node was made by; tells what its children are called. 0 where all keep their names. */
  get production(): number {
    return this.childCount === 0 ? 0 : (this.#shorts[(this.node + layout.PRODUCTION_ID) >> 1] ?? 0);
  }

  /** Nodes below it that a user of the library sees. */
  get visibleDescendants(): number {
    return this.childCount === 0 ? 0 : (this.#words[(this.node + layout.VISIBLE_DESCENDANT_COUNT) >> 2] ?? 0);
  }

  read(subtree: number): void {
    const first = this.#words[subtree >> 2] ?? 0;
    if ((first & layout.INLINE_BIT) !== 0) this.#readInline(subtree, first);
    else this.#readNode(first);
  }

  #readInline(subtree: number, first: number): void {
    this.node = 0;
    this.symbol = (first >> layout.INLINE_SYMBOL_SHIFT) & 0xff;
    this.isExtra = (first & layout.INLINE_EXTRA_BIT) !== 0;
    this.paddingBytes = this.#bytes[subtree + layout.INLINE_PADDING_BYTES] ?? 0;
    this.paddingRows = (this.#bytes[subtree + layout.INLINE_PADDING_ROWS] ?? 0) & 15;
    this.sizeBytes = this.#bytes[subtree + layout.INLINE_SIZE_BYTES] ?? 0;
    this.sizeRows = 0;
    this.childCount = 0;
  }

  #readNode(node: number): void {
    const words = this.#words;
    this.node = node;
    this.symbol = this.#shorts[(node + layout.SYMBOL) >> 1] ?? 0;
    this.isExtra = ((this.#shorts[(node + layout.FLAGS) >> 1] ?? 0) & layout.EXTRA_FLAG) !== 0;
    this.paddingBytes = words[(node + layout.PADDING_BYTES) >> 2] ?? 0;
    this.paddingRows = words[(node + layout.PADDING_ROWS) >> 2] ?? 0;
    this.sizeBytes = words[(node + layout.SIZE_BYTES) >> 2] ?? 0;
    this.sizeRows = words[(node + layout.SIZE_ROWS) >> 2] ?? 0;
    this.childCount = words[(node + layout.CHILD_COUNT) >> 2] ?? 0;
  }
}
