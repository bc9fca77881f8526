/** Stands for a text in a statement's parameters. */
export type BoundText = string | Uint8Array;

/**
 * A text for a parameter that the statement reads as `CAST(? AS TEXT)`. The binding takes a text only up to its first NUL
 * character, but bytes as they are; results come as JSON for the same reason.
 */
export function bindText(text: string): BoundText {
  return text.includes("\0") ? Buffer.from(text) : text;
}

/** The same for a text that may be missing. */
export function bindTextOrNull(text: string | null): BoundText | null {
  return text === null ? null : bindText(text);
}
