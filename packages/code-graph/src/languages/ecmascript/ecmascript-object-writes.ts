import type { Expression } from "../../facts/expression.js";
import { type Binding, keyOfMember, memberKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";

/** Where a name is bound, as far as the file was read. */
export function findBound(
  { facts }: ScriptWalker,
  from: number,
  name: string,
): { readonly scope: number; readonly bindings: readonly Binding[] } | null {
  for (let scope = from; scope >= 0; scope = facts.scopes[scope]?.parent ?? -1) {
    const names = facts.scopes[scope]?.names ?? {};
    if (Object.hasOwn(names, name)) return { scope, bindings: names[name] ?? [] };
  }
  return null;
}

/** Sets a variable, also around the blocks in which a condition says something of it. */
export function setVariable(
  walker: ScriptWalker,
  context: ScriptContext,
  name: string,
  value: Expression | null,
  at: number,
): boolean {
  const { facts } = walker;
  let found = findBound(walker, context.scope, name);
  const isSet = found !== null;
  while (found !== null) {
    const { scope, bindings } = found;
    const [first] = bindings;
    facts.bind(scope, name, at, context.scope, boundValue(value));
    const isNarrowed =
      first?.block !== scope && first?.value[0] === "value" && first.value[1][0] === "narrowed";
    found = isNarrowed ? findBound(walker, facts.scopes[scope]?.parent ?? -1, name) : null;
  }
  return isSet;
}

/** What a condition says of a member does not hold any more where that is set. */
export function forgetNarrowed(
  walker: ScriptWalker,
  context: ScriptContext,
  object: Expression | null,
  member: string,
  value: Expression | null,
  at: number,
): void {
  const key = object === null ? null : keyOfMember(object, member);
  const found = key === null ? null : findBound(walker, context.scope, key);
  if (key === null || found === null || found.bindings.some((binding) => binding.at === at)) return;
  walker.facts.bindUnwritten(found.scope, key, at, context.scope, boundValue(value));
}

/**
 * `object.member = value`: from here on the member is that, for whoever reads it by way of the variable; others who have the
 * object may find either.
 */
export function writeIntoObject(
  walker: ScriptWalker,
  context: ScriptContext,
  object: string,
  member: string,
  value: Expression | null,
  at: number,
): void {
  const { facts } = walker;
  const found = findBound(walker, context.scope, object);
  const [first] = found?.bindings ?? [];
  if (found === null || first?.value[0] !== "value") return;
  const entries = walker.entriesOf.get(first.value[1]);
  if (entries === undefined) return;
  const key = memberKey(object, member);
  const index = entries.findIndex(([name]) => name === member);
  const before = entries[index]?.[1] ?? null;
  if (!Object.hasOwn(facts.scopes[found.scope]?.names ?? {}, key))
    facts.bind(found.scope, key, first.at, first.block, boundValue(before));
  facts.bind(found.scope, key, at, context.scope, boundValue(value));
  if (value === null) return;
  if (before === null) entries.push([member, value]);
  else entries[index] = [member, ["union", [before, value]]];
}

/** The function or class of this file that an expression names. */
export function definitionNamed(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
): number | null {
  const { tree } = walker;
  if (node === NO_NODE || tree.type(node) !== "identifier") return null;
  const bindings = findBound(walker, context.scope, tree.textOf(node))?.bindings ?? [];
  const [only] = bindings;
  if (bindings.length !== 1 || only === undefined) return null;
  if (only.value[0] === "definition") return only.value[1];
  return only.value[0] === "value" && only.value[1][0] === "definition" ? only.value[1][1] : null;
}
