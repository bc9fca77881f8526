import { NAMED_START, NAMELESS_END, NAMELESS_START, type Scope } from "../../facts/file-facts.js";

/** The place of a field among those of its class, in the order of the text; -1 for what is no field. */
export function placeOf(names: Scope["names"], name: string): number {
  const [bound] = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
  if (bound === undefined || bound.value[0] === "definition") return -1;
  let place = 0;
  let depth = 0;
  for (const key of Object.keys(names)) {
    if (key === name) return depth === 0 ? place : -1;
    if (key.startsWith(NAMELESS_END)) depth--;
    else if (key.startsWith(NAMELESS_START)) {
      // One that a field is declared with has the place of that field.
      if (depth === 0 && !key.startsWith(NAMED_START)) place++;
      depth++;
    } else if (depth === 0 && isField(names, key)) place++;
  }
  return -1;
}

/** What a class keeps under keys that are no identifiers, and what is a type or function of its own, has no place. */
function isField(names: Scope["names"], key: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) && names[key]?.[0]?.value[0] !== "definition";
}
