/** A kind of token that is known by its own looks. */
export interface TokenRule {
  readonly kind: string;
  /** In lower case; a text that holds none of them holds no such token. */
  readonly words: readonly string[];
  /** The least entropy of a match, in bits a character. */
  readonly entropy: number;
  /** Global, and every repetition in it has a bound. */
  readonly pattern: RegExp;
}
