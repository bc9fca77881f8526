import { encodeJson } from "@stemma/core";

/**
 * What a terminal would obey, or would show in another order than it stands: control characters but for line feed and tab (C0, DEL,
 * C1), line and paragraph separators, and the marks that turn the direction of what follows.
 */
const COMMANDS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text of anybody's as it may be shown: what a terminal would obey is written out, `\x1b` for the escape character. */
export function visibleText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(COMMANDS, written);
}

/** As {@link visibleText}, for what must not begin a line of its own: a name, a path, a log message. */
export function oneLine(text: string): string {
  return visibleText(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/** A value as JSON with all digits of its integers, without anything that a terminal would obey; it is read as the same value. */
export function visibleJson(value: unknown, indent?: number): string {
  return escapeJson(encodeJson(value ?? null, indent));
}

/** JSON text, or a piece of it, without what {@link visibleText} writes out: by the escapes that JSON has for it. */
export function escapeJson(json: string): string {
  return json.replaceAll(COMMANDS, (character) => `\\u${hexOf(character).padStart(4, "0")}`);
}

function written(character: string): string {
  const hex = hexOf(character);
  return hex.length <= 2 ? `\\x${hex.padStart(2, "0")}` : `\\u${hex.padStart(4, "0")}`;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
