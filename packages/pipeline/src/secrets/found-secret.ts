/** Where a secret stands in a text, and of which kind it is. */
export interface FoundSecret {
  readonly kind: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}
