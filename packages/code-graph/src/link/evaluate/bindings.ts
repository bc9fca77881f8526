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

/**
 * The bindings that reach a use: back from it to the first one that no branch can bypass, round a loop from what its body
 * does after the use, and, where the use runs at any time, whatever other functions set.
 */
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
  let index = candidates.length - 1;
  for (; index >= 0; index--) {
    const binding = candidates[index];
    if (binding === undefined) continue;
    found.unshift(binding);
    if (isWithin(scopes, useBlock, binding.block)) break;
  }
  const last = candidates[index];
  if (at !== Infinity) found.push(...fromRoundBefore(scopes, bindings, useBlock, at, last));
  else if (last !== undefined) found.unshift(...setElsewhere(scopes, candidates.slice(0, index), last));
  return found;
}

/** What the body of a loop sets after a use in it, where nothing in the body sets it before the use. */
function fromRoundBefore(
  scopes: readonly Scope[],
  bindings: readonly Binding[],
  useBlock: number,
  at: number,
  last: Binding | undefined,
): Binding[] {
  const found: Binding[] = [];
  const loop = loopAround(scopes, useBlock, last);
  if (loop === null) return found;
  for (const binding of [...bindings].reverse()) {
    if (binding.at <= at) break;
    if (!isWithin(scopes, binding.block, loop)) continue;
    found.unshift(binding);
    if (binding.block === loop) break;
  }
  return found;
}

/** The outermost loop around a use, within its function, that `last` is not in. */
function loopAround(scopes: readonly Scope[], useBlock: number, last: Binding | undefined): number | null {
  let loop: number | null = null;
  for (let block = useBlock; scopes[block]?.kind === "block"; block = scopes[block]?.parent ?? -1)
    if (scopes[block]?.isLoop === true && (last === undefined || !isWithin(scopes, last.block, block)))
      loop = block;
  return loop;
}

/** Of the bindings before the last one those of other functions: where they stand says nothing of when they run. */
function setElsewhere(
  scopes: readonly Scope[],
  earlier: readonly Binding[],
  { block }: Binding,
): readonly Binding[] {
  const own = functionAround(scopes, block);
  return earlier.filter((binding) => functionAround(scopes, binding.block) !== own);
}

function functionAround(scopes: readonly Scope[], block: number): number {
  let scope = block;
  while (scopes[scope]?.kind === "block") scope = scopes[scope]?.parent ?? -1;
  return scope;
}

function isWithin(scopes: readonly Scope[], inner: number, outer: number): boolean {
  for (let scope = inner; scope >= outer; scope = scopes[scope]?.parent ?? -1)
    if (scope === outer) return true;
  return false;
}
