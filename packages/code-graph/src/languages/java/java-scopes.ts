import type { Expression } from "../../facts/expression.js";
import type { JavaWalker } from "./java-context.js";

/** How a simple name reads as a member of a class around it. */
type AsMember = (enclosingClass: number) => Expression;

/**
 * What a simple name may mean: going outwards, local names, then members of each enclosing class, own and inherited ones,
 * then what the file imports, its package and `java.lang`.
 *
 * @param key - the name as it is bound: `"x"`, or `"x/2"` for a method.
 */
export function lexicalName(
  walker: JavaWalker,
  scope: number,
  key: string,
  asMember: AsMember,
  imported: readonly Expression[],
): Expression {
  const { scopes, definitions } = walker.facts;
  const found: Expression[] = [];
  let isLocal = false;
  for (let number = scope; number > 0 && !isLocal; number = scopes[number]?.parent ?? -1) {
    const current = scopes[number];
    if (current === undefined) break;
    const isBound = Object.hasOwn(current.names, key);
    if (current.kind !== "class") {
      isLocal = isBound;
      continue;
    }
    if (isBound || (definitions[current.owner]?.bases.length ?? 0) > 0) found.push(asMember(current.owner));
    // An own member hides everything further out.
    if (isBound) return oneOf(found);
  }
  found.push(...(isLocal ? [] : imported), ["name", key]);
  return oneOf(found);
}

/** Classes around a scope, the innermost first. */
export function enclosingClasses(walker: JavaWalker, scope: number): number[] {
  const { scopes } = walker.facts;
  const found: number[] = [];
  for (let number = scope; number > 0; number = scopes[number]?.parent ?? -1)
    if (scopes[number]?.kind === "class") found.push(scopes[number]?.owner ?? -1);
  return found;
}

function oneOf(expressions: readonly Expression[]): Expression {
  const [only] = expressions;
  return expressions.length === 1 && only !== undefined ? only : ["firstKnown", expressions, "literals"];
}
