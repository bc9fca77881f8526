import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { positional, toType } from "./ecmascript-types.js";

/** In place of an argument's index: the object that a method is called on. */
const RECEIVER = -1;

/** `v is A` and `asserts v is A` of a function's head: the index of the parameter, and its type; `null` where it says nothing. */
export function guardOf(tree: SyntaxTree, node: SyntaxNode): readonly [number, Expression] | null {
  const annotation = tree.childOfType(node, "type_predicate_annotation", "asserts_annotation");
  if (annotation === NO_NODE) return null;
  const inside = tree.firstChild(annotation);
  const predicate = tree.type(inside) === "asserts" ? tree.firstChild(inside) : inside;
  if (tree.type(predicate) !== "type_predicate") return null;
  const type = toType(tree, tree.lastChild(predicate));
  if (type === null) return null;
  const name = tree.textOf(tree.firstChild(predicate));
  if (name === "this") return [RECEIVER, type];
  const index = positional(tree, tree.childOfType(node, "formal_parameters")).findIndex(
    (parameter) => tree.textOf(tree.firstChild(parameter)) === name,
  );
  return index === -1 ? null : [index, type];
}

/** What a call says of one of the things that it is about. */
export interface Guarded {
  readonly subject: SyntaxNode;
  readonly type: Expression;
}

/** What `isA(v)` may say of `v`, and `node.isLeaf()` of `node`. */
export function guardedBy(walker: ScriptWalker, call: SyntaxNode, context: ScriptContext): Guarded[] {
  const { tree } = walker;
  const callee = tree.firstChild(call);
  const expression = toExpression(walker, callee, context);
  if (expression === null) return [];
  const guarded = (subject: SyntaxNode, index: number): Guarded => ({
    subject,
    type: ["typed", ["guarded", expression, index]],
  });
  const found = tree
    .children(tree.childOfType(call, "arguments"))
    .slice(0, 2)
    .map((argument, index) => guarded(argument, index));
  if (tree.type(callee) === "member_expression") found.push(guarded(tree.firstChild(callee), RECEIVER));
  return found.filter(({ subject }) => /^(?:identifier|member_expression|this)$/.test(tree.type(subject)));
}
