import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { PythonContext, PythonWalker } from "./python-context.js";

/** `self.x = value`. */
export function bindAttribute(
  walker: PythonWalker,
  context: PythonContext,
  target: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const object = walker.tree.firstChild(target);
  setAttribute(walker, context, object, walker.tree.textOf(walker.tree.nextSibling(object)), value, at);
}

/** `tool.extra = value`, where `tool` is a variable here: for whoever reads it by that name, unless its class has the attribute. */
export function bindMember(
  walker: PythonWalker,
  context: PythonContext,
  target: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const { tree, facts } = walker;
  const key = tree.textOf(target);
  const [object = ""] = key.split(".");
  const names = facts.scopes[context.nameScope]?.names ?? {};
  // In a branch it would say nothing of the other ones.
  if (value === null || context.scope !== context.nameScope || !/^\w+\.\w+$/.test(key)) return;
  if (!Object.hasOwn(names, object) || receiverClass(walker, context, object) !== null) return;
  facts.bindUnwritten(context.nameScope, key, at, context.scope, [
    "value",
    ["firstKnown", [plainMember(key), value]],
  ]);
}

/** Notes what an attribute of the object is set to whose method it is. */
export function setAttribute(
  walker: PythonWalker,
  context: PythonContext,
  object: SyntaxNode,
  name: string,
  value: Expression | null,
  at: number,
): void {
  const { tree, facts } = walker;
  if (value === null || context.enclosingClass === -1 || tree.type(object) !== "identifier") return;
  const definition = receiverClass(walker, context, tree.textOf(object));
  if (definition !== null) facts.attributes.push({ definition, name, value, scope: context.scope, at });
}

/** The class that a name stands for an instance of, when the name is a method's first parameter. */
export function receiverClass(walker: PythonWalker, context: PythonContext, name: string): number | null {
  for (let scope = context.scope; scope >= 0; scope = walker.facts.scopes[scope]?.parent ?? -1) {
    const names = walker.facts.scopes[scope]?.names;
    const [first, ...others] = (names && Object.hasOwn(names, name) ? names[name] : undefined) ?? [];
    if (first === undefined) continue;
    const { value } = first;
    if (others.length > 0 || value[0] !== "value") return null;
    return value[1][0] === "self" || value[1][0] === "own" ? value[1][1] : null;
  }
  return null;
}

/** Where a condition has narrowed attributes, they are what they are for everybody once they or their objects are set. */
export function forgetNarrowed(
  { facts }: PythonWalker,
  context: PythonContext,
  outermost: number,
  isSet: (key: string) => boolean,
  at: number,
): void {
  for (let scope = context.scope; scope >= outermost; scope = facts.scopes[scope]?.parent ?? -1)
    for (const key of Object.keys(facts.scopes[scope]?.names ?? {}))
      if (isSet(key)) facts.bind(scope, key, at + 1, context.scope, ["value", plainMember(key)]);
}

/** What an object's attribute is for everybody. */
export function plainMember(key: string): Expression {
  const [object = key, attribute = ""] = key.split(".");
  return ["member", ["firstKnown", [["name", object]]], attribute];
}
