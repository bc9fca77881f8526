import type { Scope } from "../../facts/file-facts.js";

/** The place of a field among those of its class, in the order of the text; -1 for what is no field. */
export function placeOf(names: Scope["names"], name: string): number {
  const [bound] = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
  if (bound === undefined || bound.value[0] === "definition") return -1;
  return Object.keys(names)
    .filter((key) => isField(names, key))
    .indexOf(name);
}

/** What a class keeps under keys that are no identifiers, and what is a type or function of its own, has no place. */
function isField(names: Scope["names"], key: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) && names[key]?.[0]?.value[0] !== "definition";
}
