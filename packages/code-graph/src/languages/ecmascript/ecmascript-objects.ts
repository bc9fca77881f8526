import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { isUnwritten, type ScriptContext, type ScriptWalker, unwrittenName } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { FUNCTION_TYPES, readAnonymousFunction, readNamedFunction } from "./ecmascript-functions.js";
import { accessorKind, propertyName } from "./ecmascript-property-names.js";
import { withoutWrapping } from "./ecmascript-same-value.js";

/** What a method is that is read like a field, or written like one. */
export const ACCESSOR_TRAITS = { get: "property", set: "setter" } as const;

/** An object literal without a name: its functions belong to whoever is around it. */
export function readObject(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  readMembers(walker, node, context, context.namePrefix === "default." || context.namePrefix === "exports.");
}

/** An object literal whose functions are known by `prefix` and their own names. */
export function readNamedObject(
  walker: ScriptWalker,
  node: SyntaxNode,
  prefix: string,
  context: ScriptContext,
): void {
  readMembers(walker, node, { ...context, namePrefix: `${context.namePrefix}${prefix}` }, true);
}

function readMembers(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext, isNamed: boolean): void {
  const { tree } = walker;
  const own: Expression = context.objectValue ?? ["name", unwrittenName(node)];
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    const name = isNamed ? propertyName(walker, tree.firstChild(child)) : "";
    if (type === "method_definition") {
      const accessor = accessorKind(walker, child);
      const traits = accessor === null ? [] : [ACCESSOR_TRAITS[accessor]];
      if (name === "") readAnonymousFunction(walker, child, context);
      else readNamedFunction(walker, child, { name, outer: child, traits, thisValue: own }, context);
    } else if (type === "pair") {
      const value = tree.lastChild(child);
      // What a call makes of a function is known by the call alone, but for variables.
      if (name === "" || tree.type(value) === "call_expression")
        walker.visit(value, { ...context, namePrefix: "" });
      else
        walker.namedValue(value, name, child, {
          ...context,
          objectValue: objectOf(walker, value, name, own),
        });
    } else if (type !== "shorthand_property_identifier") walker.visit(child, { ...context, namePrefix: "" });
  }
  if (context.objectValue === null) bindObject(walker, node, context);
}

/** What `this` is in what a property holds: a function's is the object around it, an object's functions' the object itself. */
function objectOf(
  { tree }: ScriptWalker,
  value: SyntaxNode,
  name: string,
  around: Expression,
): Expression | null {
  if (FUNCTION_TYPES.has(tree.type(value))) return around;
  const isNamed = around[0] !== "name" || !isUnwritten(around[1]);
  return isNamed && tree.type(withoutWrapping(tree, value)) === "object" ? ["member", around, name] : null;
}

/** Binds an object that no variable names, where its functions ask for it. */
function bindObject(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const name = unwrittenName(node);
  if (!walker.askedObjects.has(name)) return;
  const value = toExpression(walker, node, context);
  if (value !== null)
    walker.facts.bindUnwritten(context.scope, name, walker.tree.start(node), context.scope, ["value", value]);
}
