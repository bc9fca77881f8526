import { indexOutside } from "./scan-brackets.js";
import type { Parameter } from "./signature-parts.js";

/** `name: type = default`, `*args`; `null` for the receiver and for the marks `*` and `/`. */
export function pythonParameter(text: string): Parameter | null {
  const equals = indexOutside(text, (index) => text.charAt(index) === "=");
  const written = equals === -1 ? text : text.slice(0, equals);
  const colon = indexOutside(written, (index) => written.charAt(index) === ":");
  const name = (colon === -1 ? written : written.slice(0, colon)).trim();
  if (["*", "/", "self", "cls"].includes(name)) return null;
  return { name, type: colon === -1 ? "" : written.slice(colon + 1).trim() };
}

/** What stands behind the arrow; `None` is nothing. */
export function pythonResult(_before: string, after: string): string {
  const type = /^\s*->\s*([\s\S]+?):?\s*$/u.exec(after)?.[1] ?? "";
  return type === "None" ? "" : type.replaceAll(/^["']|["']$/gu, "");
}
