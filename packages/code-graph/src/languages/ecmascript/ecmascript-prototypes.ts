import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { definitionNamed } from "./ecmascript-object-writes.js";
import { readNamedObject } from "./ecmascript-objects.js";

/** `object.prototype = right`. */
interface PrototypeAssignment {
  readonly node: SyntaxNode;
  readonly object: SyntaxNode;
  readonly right: SyntaxNode;
}

/** `X.prototype = { … }`, `X.prototype = Object.create(Y.prototype)`. */
export function assignPrototype(
  walker: ScriptWalker,
  { node, object, right }: PrototypeAssignment,
  context: ScriptContext,
): void {
  const { tree, facts } = walker;
  const definition = definitionNamed(walker, object, context);
  const base = baseOf(walker, right, context);
  if (definition === null && tree.type(right) === "object") {
    assignForeignPrototype(walker, { node, object, right }, context);
    return;
  }
  if (definition === null || base !== null || tree.type(right) !== "object") walker.visit(right, context);
  if (definition === null) return;
  const open = facts.definitions[definition];
  if (base !== null) (open?.bases as Expression[] | undefined)?.push(base);
  if (tree.type(right) !== "object") return;
  const self: Expression = ["self", definition];
  readNamedObject(walker, right, `${tree.textOf(object)}.`, {
    ...context,
    objectValue: self,
  });
  const value = toExpression(walker, right, { ...context, thisValue: self });
  if (value?.[0] !== "object") return;
  for (const [name, entry] of value[1])
    facts.attributes.push({ definition, name, value: entry, scope: context.scope, at: tree.end(node) });
}

/** `a.X.prototype = { … }`, of what a path leads to. */
function assignForeignPrototype(
  walker: ScriptWalker,
  { node, object, right }: PrototypeAssignment,
  context: ScriptContext,
): void {
  const { tree, facts } = walker;
  const of = toExpression(walker, object, context);
  const self: Expression | null = of === null ? null : ["instance", of];
  readNamedObject(walker, right, `${tree.textOf(object)}.`, { ...context, objectValue: self });
  const value = toExpression(walker, right, { ...context, thisValue: self });
  if (of === null || value?.[0] !== "object") return;
  for (const [name, entry] of value[1])
    facts.outOfLineMembers.push({ of, name, value: entry, scope: context.scope, at: tree.end(node) });
}

/** What `Object.create(Y.prototype)` and `new Y()` have their members from. */
function baseOf(walker: ScriptWalker, right: SyntaxNode, context: ScriptContext): Expression | null {
  const { tree } = walker;
  if (tree.type(right) === "new_expression") return toExpression(walker, tree.firstChild(right), context);
  if (tree.type(right) !== "call_expression" || tree.textOf(tree.firstChild(right)) !== "Object.create")
    return null;
  const argument = tree.firstChild(tree.childOfType(right, "arguments"));
  return tree.textOf(argument).endsWith(".prototype")
    ? toExpression(walker, tree.firstChild(argument), context)
    : null;
}
