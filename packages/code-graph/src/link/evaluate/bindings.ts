import type { Binding, Scope } from "../../facts/file-facts.js";
import type { FileInterface } from "../queries/tree-numbers.js";

/** The bindings of one name that may hold at a use of it, and the scope they live in. */
export interface FoundBindings {
  readonly scope: number;
  readonly bindings: readonly Binding[];
}

/** Finds what a name means at an offset: the innermost scope that binds it, and of its bindings those that reach the use. */
export function findBindings(
  unit: FileInterface,
  fromScope: number,
  at: number,
  name: string,
): FoundBindings | null {
  const { scopes } = unit.facts;
  let hasLeftFunction = false;
  let hasLeftScope = false;
  for (let number = fromScope; number >= 0; ) {
    const scope = scopes[number];
    if (scope === undefined) break;
    const isHidden =
      scope.kind === "class" && (hasLeftScope || !unit.language.semantics.names.classScopeIsLexical);
    const bindings = !isHidden && Object.hasOwn(scope.names, name) ? (scope.names[name] ?? []) : [];
    if (
      bindings.length > 0 &&
      !(unit.language.semantics.names.declaresFromHereOn && isLater(scope, bindings, at))
    ) {
      // Code in an inner function runs later: all bindings of the outer scope have been made by then.
      return {
        scope: number,
        bindings: reaching(scopes, bindings, fromScope, hasLeftFunction ? Infinity : at),
      };
    }
    if (scope.kind === "function") hasLeftFunction = true;
    if (scope.kind === "function" || scope.kind === "inline") hasLeftScope = true;
    number = scope.parent;
  }
  return null;
}

/** Whether all bindings of a local name come after a use of it. */
function isLater({ kind }: Scope, bindings: readonly Binding[], at: number): boolean {
  return (kind === "function" || kind === "block") && bindings.every((binding) => binding.at > at);
}

/** The bindings that reach a use: back from it to the first one that no branch can bypass. */
export function reaching(
  scopes: readonly Scope[],
  bindings: readonly Binding[],
  useBlock: number,
  at: number,
): readonly Binding[] {
  if (bindings.length < 2) return bindings;
  const before = bindings.filter((binding) => binding.at <= at);
  const candidates = before.length === 0 ? bindings : before;
  const found: Binding[] = [];
  for (let index = candidates.length - 1; index >= 0; index--) {
    const binding = candidates[index];
    if (binding === undefined) continue;
    found.unshift(binding);
    if (isWithin(scopes, useBlock, binding.block)) break;
  }
  return found;
}

function isWithin(scopes: readonly Scope[], inner: number, outer: number): boolean {
  for (let scope = inner; scope >= outer; scope = scopes[scope]?.parent ?? -1)
    if (scope === outer) return true;
  return false;
}
