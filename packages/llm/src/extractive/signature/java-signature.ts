import type { Parameter } from "./signature-parts.js";

const MODIFIERS =
  /^(?:(?:public|protected|private|static|final|abstract|default|synchronized|native|strictfp)\s+|@[\w.]+(?:\([^)]*\))?\s*)+/u;

/** `final Type name`, `Type... rest`. */
export function javaParameter(text: string): Parameter | null {
  const [, type = "", dots = "", name = ""] =
    /^([\s\S]+?)\s*(\.\.\.)?\s*([\w$]+)$/u.exec(text.replace(MODIFIERS, "")) ?? [];
  return name === "" || name === "this" ? null : { name: `${dots}${name}`, type };
}

/** What stands before the name, behind modifiers and type parameters; constructors and `void` give nothing. */
export function javaResult(before: string, _after: string, name: string): string {
  const type = before
    .slice(0, before.lastIndexOf(name))
    .replace(MODIFIERS, "")
    .replace(/^<[^()]*?>\s+(?=\S)/u, "")
    .trim();
  return type === "void" ? "" : type;
}
