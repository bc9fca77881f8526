import type { Expression } from "../../facts/expression.js";

/** Whether a type names one of `names` anywhere. */
function mentions(type: Expression | null, names: ReadonlySet<string>): boolean {
  if (type === null || names.size === 0) return false;
  if (type[0] === "name") return names.has(type[1]);
  return type.some(
    (part: unknown) =>
      Array.isArray(part) &&
      (typeof part[0] === "string"
        ? mentions(part as unknown as Expression, names)
        : part.some(
            (inner: unknown) => Array.isArray(inner) && mentions(inner as unknown as Expression, names),
          )),
  );
}

/** Types of the parameters that say what type variables stand for; `undefined` where none does. */
export function acceptedTypes(
  types: readonly (Expression | null)[],
  names: ReadonlySet<string>,
): readonly (Expression | null)[] | undefined {
  const found = types.map((type) => (mentions(type, names) ? type : null));
  return found.some((type) => type !== null) ? found : undefined;
}
