import { splitOutside } from "./scan-brackets.js";
import type { Parameter } from "./signature-parts.js";

/** `a, b int` are two of one type; `int, error` have no names and are told by their types. */
export function goParameters(list: readonly string[]): Parameter[] {
  const named = list.some((text) => /^[\p{L}_]\w*\s+\S/u.test(text));
  if (!named) return list.map((type) => ({ name: type, type: "" }));
  const parameters: Parameter[] = [];
  let type = "";
  for (const text of [...list].reverse()) {
    const [, name = text, own] = /^([\p{L}_]\w*)\s+([\s\S]+)$/u.exec(text) ?? [];
    type = own ?? type;
    const isRest = type.startsWith("...");
    parameters.unshift({ name: isRest ? `...${name}` : name, type: isRest ? type.slice(3) : type });
  }
  return parameters.filter(({ name }) => name !== "_");
}

/** A type, or a list of them in parentheses, perhaps with names. */
export function goResult(_before: string, after: string): string {
  const text = after.replace(/\{?\s*$/u, "").trim();
  if (!text.startsWith("(")) return text;
  return goParameters(splitOutside(text.slice(1, -1), ","))
    .map(({ name, type }) => (type === "" ? name : `${name} ${type}`))
    .join(", ");
}
