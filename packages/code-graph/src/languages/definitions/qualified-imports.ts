import type { ImportFact } from "../../facts/file-facts.js";

/**
 * What an import names: `a.b.C` and `a.b.C.d` are `C` of the package `a.b`, `a.b.f` is `f`, `a.b.*` the whole of it. Packages
 * begin with a small letter, types do not.
 */
export function readQualifiedImport(path: string): ImportFact {
  const parts = path.split(".").filter((part) => part !== "");
  const firstType = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  const last = parts.length - 1;
  const isWhole = /^[*_]$/.test(parts[last] ?? "");
  if (firstType === -1 && isWhole) return { specifier: parts.slice(0, last).join("."), names: [] };
  const at = firstType === -1 ? last : firstType;
  return { specifier: parts.slice(0, at).join("."), names: [parts[at] ?? ""] };
}
