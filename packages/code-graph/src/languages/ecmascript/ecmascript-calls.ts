import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { readAnonymousFunction } from "./ecmascript-functions.js";
import { stringValue } from "./ecmascript-types.js";

/** Methods of arrays, sets and maps that hand an element to their callback first. */
const ELEMENT_CALLBACKS = new Set([
  "map",
  "forEach",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "some",
  "every",
  "flatMap",
  "sort",
  "toSorted",
]);
const INLINE_FUNCTIONS = new Set(["arrow_function", "function_expression", "generator_function"]);

/** `f(…)`, `new C(…)`, `` tag`…` ``, and what is in it. */
export function readCall(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree, facts } = walker;
  const calleeNode = tree.firstChild(node);
  const args = tree.childOfType(node, "arguments", "template_string");
  const text = tree.textOf(calleeNode);
  const specifier = text === "require" || text === "import" ? stringValue(tree, tree.firstChild(args)) : null;
  if (specifier !== null) {
    facts.imports.push({ specifier, names: [] });
    return;
  }
  walker.visit(calleeNode, context);
  const callee = toExpression(walker, calleeNode, context);
  const passed: Expression[] = [];
  const hint = firstParameterOf(callee);
  for (const argument of tree.children(args)) {
    const type = tree.type(argument);
    if (INLINE_FUNCTIONS.has(type)) {
      readAnonymousFunction(walker, argument, context, hint);
      continue;
    }
    walker.visit(argument, context);
    if (type !== "identifier" && type !== "member_expression") continue;
    const expression = toExpression(walker, argument, context);
    if (expression !== null) passed.push(expression);
  }
  addCall(walker, node, context, { callee, text, passed });
}

/** `<Component …>` calls the component; `<div>` nothing of the tree. */
export function readElement(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const name = tree.firstChild(node);
  const text = tree.textOf(name);
  const callee = /^[A-Z]|\./.test(text) ? toExpression(walker, name, context) : null;
  if (callee !== null) addCall(walker, node, context, { callee, text });
  for (let child = tree.nextSibling(name); child !== NO_NODE; child = tree.nextSibling(child))
    walker.visit(child, context);
}

/** `@d` runs `d` when the definition is made; `@d(…)` is a call already. */
export function readDecorator(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const expression = tree.firstChild(node);
  walker.visit(expression, context);
  const callee =
    tree.type(expression) === "call_expression" ? null : toExpression(walker, expression, context);
  if (callee !== null) addCall(walker, node, context, { callee, text: tree.textOf(expression) });
}

function firstParameterOf(callee: Expression | null): Expression | null {
  if (callee?.[0] !== "member") return null;
  if (ELEMENT_CALLBACKS.has(callee[2])) return ["item", callee[1]];
  return callee[2] === "then" ? callee[1] : null;
}
