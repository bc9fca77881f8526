import { type Expression, SPREAD } from "../../facts/expression.js";
import type { ObjectEntry, ScriptWalker } from "./ecmascript-context.js";

/** `Object.create(base)`: an object of its own with the members of another one. */
export function createdObject({ entriesOf }: ScriptWalker, base: Expression | null): Expression {
  const entries: ObjectEntry[] = base === null ? [] : [[SPREAD, base]];
  const object: Expression = ["object", entries];
  entriesOf.set(object, entries);
  return object;
}

/** `Object.assign({}, a, b)`: an object of the members of all. */
export function mergedObjects(parts: readonly Expression[]): Expression | null {
  const [target, ...others] = parts;
  if (target === undefined) return null;
  // What is written into the target belongs to it from then on.
  if (target[0] !== "object") return target;
  return ["object", [target, ...others].map((part): ObjectEntry => [SPREAD, part])];
}
