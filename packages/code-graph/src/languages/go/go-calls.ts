import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import type { WalkContext } from "../shared/file-walker.js";
import { pushConstruction } from "./go-composites.js";
import type { GoWalker } from "./go-context.js";
import { toExpression } from "./go-expressions.js";
import { toType } from "./go-types.js";

/** `f(…)`, `f[T](…)`, and what is in it. */
export function readCall(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const calleeNode = tree.firstChild(node);
  if (tree.type(calleeNode) === "func_literal") {
    // Run where it stands, by the function around it, which its calls belong to.
    walker.visitChildren(node, context);
    return;
  }
  walker.visit(calleeNode, context);
  const passed: Expression[] = [];
  const args = argumentsOf(walker, node);
  for (const argument of args) {
    walker.visit(argument, context);
    const type = tree.type(argument);
    const expression =
      type === "identifier" || type === "selector_expression" ? toExpression(walker, argument) : null;
    if (expression !== null) passed.push(expression);
  }
  const type = tree.textOf(calleeNode) === "new" ? toType(tree, args[0] ?? NO_NODE) : null;
  if (type !== null) pushConstruction(walker, type, tree.textOf(node), node, context);
  const converted = tree.type(node) === "type_conversion_expression" ? toType(tree, calleeNode) : null;
  // `[]byte(text)`, `(func())(nil)`: conversions to a type that has no name.
  const isNamed = converted?.[0] === "name" || converted?.[0] === "member" || converted?.[0] === "generic";
  if (tree.type(node) === "type_conversion_expression" && !isNamed) return;
  const callee = converted ?? toExpression(walker, calleeNode);
  addCall(walker, node, context, {
    callee: callee?.[0] === "generic" ? callee[1] : callee,
    text: tree.textOf(calleeNode),
    passed,
  });
}

function argumentsOf({ tree }: GoWalker, node: SyntaxNode): SyntaxNode[] {
  const list = tree.childOfType(node, "argument_list");
  return list === NO_NODE ? tree.children(node).slice(1) : tree.children(list);
}
