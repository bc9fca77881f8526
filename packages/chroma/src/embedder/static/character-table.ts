/** The ranges of code points that the table is read from; first and last of each. */
export interface CharacterRanges {
  readonly removed: readonly (readonly [number, number])[];
  readonly spaces: readonly (readonly [number, number])[];
  readonly punctuation: readonly (readonly [number, number])[];
  /** Each is a word of its own. */
  readonly ideographs: readonly (readonly [number, number])[];
  /** Characters that become others: small letters, letters without accents. Hangul is computed. */
  readonly mapped: Readonly<Record<string, string>>;
}

/** What becomes of a character; those that part words come last. */
export const CharacterKind = {
  kept: 0,
  removed: 1,
  mapped: 2,
  space: 3,
  punctuation: 4,
  ideograph: 5,
} as const;

const codePoints = 0x110000;
const firstHangul = 0xac00;
const lastHangul = 0xd7a3;
const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;

/**
 * What BERT's normaliser and pre-tokeniser do with each character, as `tokenizers` does it: by an old version of Unicode, so it
 * is read from a file and not asked of this Node's tables, which differ from one version to the next.
 */
export class CharacterTable {
  readonly #kinds = new Uint8Array(codePoints);
  readonly #mapped = new Map<number, string>();

  constructor({ removed, spaces, punctuation, ideographs, mapped }: CharacterRanges) {
    const kinds = [
      [CharacterKind.ideograph, ideographs],
      [CharacterKind.punctuation, punctuation],
      [CharacterKind.removed, removed],
      [CharacterKind.space, spaces],
    ] as const;
    for (const [kind, ranges] of kinds) {
      for (const [first, last] of ranges) this.#kinds.fill(kind, first, last + 1);
    }
    for (const [from, to] of Object.entries(mapped)) {
      const code = from.codePointAt(0) ?? 0;
      this.#mapped.set(code, to);
      if (this.#kinds[code] === CharacterKind.kept) this.#kinds[code] = CharacterKind.mapped;
    }
    this.#kinds.fill(CharacterKind.mapped, firstHangul, lastHangul + 1);
    // Half of a pair, in a text that was cut: Python's texts have none.
    this.#kinds.fill(CharacterKind.removed, firstSurrogate, lastSurrogate + 1);
  }

  /** One of {@link CharacterKind}. */
  kindOf(code: number): number {
    return this.#kinds[code] ?? CharacterKind.kept;
  }

  /** What a character that is not removed becomes. */
  normal(code: number): string {
    const to = this.#mapped.get(code);
    if (to !== undefined) return to;
    const character = String.fromCodePoint(code);
    return code >= firstHangul && code <= lastHangul ? character.normalize("NFD") : character;
  }
}
