import { CharacterKind, type CharacterTable } from "./character-table.js";

/** Longer words are unknown as a whole. */
const longestWord = 100;
/** Words whose pieces are kept; a tree has some ten thousand different ones. */
const mostCached = 200_000;
const specialTokens = /(\[(?:PAD|UNK|CLS|SEP|MASK)\])/u;

/**
 * BERT's WordPiece: a text as numbers of a vocabulary's entries, the same as Python's `tokenizers` gives without special tokens
 * around it, for any text.
 */
export class WordPiece {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #characters: CharacterTable;
  readonly #unknown: readonly number[];
  readonly #cache = new Map<string, readonly number[]>();

  /** @param vocabulary - The entries in order; those inside a word begin with `##`. */
  constructor(vocabulary: readonly string[], characters: CharacterTable) {
    this.#vocabulary = new Map(vocabulary.map((entry, id) => [entry, id]));
    this.#characters = characters;
    this.#unknown = [this.#vocabulary.get("[UNK]") ?? 0];
  }

  /** The first `most` numbers of a text. Half a surrogate pair counts as U+FFFD, which is nothing. */
  encode(text: string, most = Number.POSITIVE_INFINITY): number[] {
    const ids: number[] = [];
    const parts = text.includes("[") ? text.split(specialTokens) : [text];
    for (const [position, part] of parts.entries()) {
      // A captured separator stands at each odd position.
      if (position % 2 === 1) ids.push(this.#vocabulary.get(part) ?? this.#unknown[0] ?? 0);
      else this.#encodePart(part, ids, most);
      if (ids.length >= most) return ids.slice(0, most);
    }
    return ids;
  }

  #encodePart(text: string, ids: number[], most: number): void {
    const { length } = text;
    let start = 0;
    for (let at = 0; at < length; ) {
      const code = text.codePointAt(at) ?? 0;
      const width = code > 0xffff ? 2 : 1;
      const kind = this.#characters.kindOf(code);
      if (kind >= CharacterKind.space) {
        if (at > start) this.#push(text.slice(start, at), ids);
        if (kind !== CharacterKind.space) this.#push(text.slice(at, at + width), ids);
        start = at + width;
        if (ids.length >= most) return;
      }
      at += width;
    }
    if (length > start) this.#push(text.slice(start), ids);
  }

  #push(word: string, ids: number[]): void {
    let pieces = this.#cache.get(word);
    if (pieces === undefined) {
      pieces = this.#wordsIn(word).flatMap((normal) => this.#piecesOf(normal));
      if (this.#cache.size >= mostCached) this.#cache.clear();
      this.#cache.set(word, pieces);
    }
    for (const id of pieces) ids.push(id);
  }

  /** Normal forms; some characters become such as part words. */
  #wordsIn(word: string): string[] {
    const words: string[] = [];
    let current = "";
    for (const character of word) {
      const code = character.codePointAt(0) ?? 0;
      if (this.#characters.kindOf(code) === CharacterKind.removed) continue;
      for (const normal of this.#characters.normal(code)) {
        if (this.#characters.kindOf(normal.codePointAt(0) ?? 0) < CharacterKind.space) current += normal;
        else {
          words.push(current, normal);
          current = "";
        }
      }
    }
    return [...words, current].filter((each) => each.trim() !== "");
  }

  /** Greedy: the longest entry first; a word with a part that is in none is unknown. */
  #piecesOf(word: string): readonly number[] {
    const characters = Array.from(word);
    if (characters.length > longestWord) return this.#unknown;
    const pieces: number[] = [];
    for (let start = 0; start < characters.length; ) {
      let end = characters.length;
      let id: number | undefined;
      for (; end > start; end--) {
        const part = characters.slice(start, end).join("");
        id = this.#vocabulary.get(start === 0 ? part : `##${part}`);
        if (id !== undefined) break;
      }
      if (id === undefined) return this.#unknown;
      pieces.push(id);
      start = end;
    }
    return pieces;
  }
}
