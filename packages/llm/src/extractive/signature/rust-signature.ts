import { indexOutside } from "./scan-brackets.js";
import type { Parameter } from "./signature-parts.js";

/** `&'a T` is `&T`: the quote begins no text. */
export function withoutLifetimes(signature: string): string {
  return signature.replaceAll(/'[\p{L}_]\w*(?!'),?\s?/gu, "").replaceAll("<>", "");
}

/** `mut name: type`; `null` for the receiver. */
export function rustParameter(text: string): Parameter | null {
  if (/^&?\s*(?:mut\s+)?self\b/u.test(text)) return null;
  const colon = indexOutside(text, (index) => text.charAt(index) === ":");
  const name = (colon === -1 ? text : text.slice(0, colon)).replace(/^(?:mut|ref)\s+/u, "").trim();
  return { name, type: colon === -1 ? "" : text.slice(colon + 1).trim() };
}

/** What stands between the arrow and `where`; `()` is nothing. */
export function rustResult(_before: string, after: string): string {
  const type = /^\s*->\s*([\s\S]+?)(?:\s+where\b[\s\S]*)?$/u.exec(after)?.[1]?.trim() ?? "";
  return type === "()" ? "" : type;
}
