import type { Parameter } from "./signature-parts.js";

const MODIFIERS =
  /^(?:(?:static|extern|inline|virtual|explicit|constexpr|consteval|friend|register|_Noreturn|\[\[[^\]]*\]\]|__attribute__\s*\(\([^()]*(?:\([^()]*\)[^()]*)*\)\))\s*\b)+\s*/u;
const TEMPLATE = /^template\s*<[^()]*?>\s+(?=\S)/u;

/** `const T *name = x`, `T name[3]`, `int (*name)(int)`, `...`; the parameter of a macro has no type. */
export function cParameter(text: string): Parameter | null {
  const declared = text.replace(/\s*=[\s\S]*$/u, "").trim();
  if (declared === "..." || declared === "void" || declared === "") return null;
  const [, result = "", pointer = "", rest = ""] =
    /^([^(]*)\(\s*\*\s*(\w*)\s*\)\s*(\([\s\S]*\))$/u.exec(declared) ?? [];
  if (pointer !== "") return { name: pointer, type: `${result.trim()} (*)${rest}` };
  const [, type = "", marks = "", name = "", array = ""] =
    /^([\s\S]*?)(\s*(?:[*&]+|\.\.\.)?\s*)\b(\w+)((?:\[[^\]]*\])*)$/u.exec(declared) ?? [];
  if (name === "") return null;
  const whole = `${type}${marks.trim()}${array}`.trim();
  return { name, type: whole };
}

/** What stands before the name, or behind `->`; constructors, macros and `void` give nothing. */
export function cResult(before: string, after: string, name: string): string {
  const trailing = /->\s*([^{]+)$/u.exec(after)?.[1]?.trim();
  if (trailing !== undefined) return trailing === "void" ? "" : trailing;
  const type = before
    .slice(0, before.lastIndexOf(name))
    .replace(/(?:[\w~]+(?:<[^()]*>)?::)+\s*$/u, "")
    .replace(TEMPLATE, "")
    .replace(MODIFIERS, "")
    .trim();
  return type === "void" || type === "auto" || type.startsWith("#") ? "" : type;
}
