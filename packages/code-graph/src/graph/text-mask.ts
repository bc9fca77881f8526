/** What takes out of a tree's texts what must not be handed on. */
export interface TextMask {
  /** Texts that a graph has by another version are compared anew. */
  readonly version: string;
  readonly mask: (text: string) => string;
}
