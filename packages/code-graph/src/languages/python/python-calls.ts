import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import { withoutParentheses } from "../shared/parentheses.js";
import { visitObject } from "./python-accesses.js";
import { setAttribute } from "./python-attributes.js";
import { importedModule } from "./python-builtin-calls.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { stringValue, toExpression } from "./python-expressions.js";
import { readFilling } from "./python-fillings.js";
import { noteLambdas } from "./python-lambdas.js";
import { readListedNames } from "./python-listed-names.js";

/** `f(…)` and what is in it; `super()` calls nothing of the tree. */
export function readCall(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const calleeNode = tree.firstChild(node);
  const text = tree.textOf(calleeNode);
  const module = importedModule(tree, node);
  if (module !== null) {
    const named = tree.textOf(tree.firstChild(tree.nextSibling(calleeNode))).slice(1, -1);
    walker.facts.imports.push({ specifier: named, names: [] });
    return;
  }
  noteLambdas(walker, node, context);
  if (text === "setattr") readSetting(walker, node, context);
  readFilling(walker, node, context);
  // Methods of the list that says what a module hands on: nothing of the tree.
  if (context.nameScope === 0 && readListedNames(walker, node)) return;
  // A lambda that is called in place belongs to the function around it, as its calls do.
  if (text !== "super" && tree.type(withoutParentheses(tree, calleeNode)) !== "lambda") {
    const callee = toExpression(tree, calleeNode, context.enclosingClass);
    addCall(walker, node, context, { callee, text, passed: passedBy(walker, calleeNode, context) });
    passArguments(walker, node, callee, context);
  }
  // Members that are read on the way to the callee are in its expression.
  if (tree.type(calleeNode) === "attribute") visitObject(walker, calleeNode, context);
  else walker.visit(calleeNode, context);
  for (const part of tree.children(node).slice(1)) walker.visit(part, context);
}

/** `setattr(self, "name", value)`. */
function readSetting(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const [object = NO_NODE, named = NO_NODE, given = NO_NODE] = tree.children(
    tree.childOfType(node, "argument_list"),
  );
  const name = stringValue(tree, named);
  if (name === null || given === NO_NODE) return;
  setAttribute(
    walker,
    context,
    object,
    name,
    toExpression(tree, given, context.enclosingClass),
    tree.end(node),
  );
}

/** Notes what a call passes by place and by name. */
function passArguments(
  { tree, facts }: PythonWalker,
  node: SyntaxNode,
  callee: Expression | null,
  context: PythonContext,
): void {
  const args: (Expression | null)[] = [];
  const byName: Record<string, Expression> = {};
  for (const argument of tree.children(tree.childOfType(node, "argument_list"))) {
    const type = tree.type(argument);
    const isNamed = type === "keyword_argument";
    const value = toExpression(tree, isNamed ? tree.lastChild(argument) : argument, context.enclosingClass);
    if (!isNamed) args.push(type.endsWith("splat") ? null : value);
    else if (value !== null) byName[tree.textOf(tree.firstChild(argument))] = value;
  }
  facts.pass(callee, args, byName, { scope: context.scope, at: tree.start(node) });
}

/** Arguments that may be functions passed by name. */
function passedBy({ tree }: PythonWalker, callee: SyntaxNode, context: PythonContext): Expression[] {
  const passed: Expression[] = [];
  if (/(?:^|\.)partialmethod$/.test(tree.textOf(callee))) return passed;
  const isFactory = /(?:^|\.)(?:defaultdict|Factory)$/.test(tree.textOf(callee));
  for (const [index, argument] of tree.children(tree.nextSibling(callee)).entries()) {
    const isNamed = tree.type(argument) === "keyword_argument";
    const value = isNamed ? tree.lastChild(argument) : argument;
    if (tree.type(value) !== "identifier" && tree.type(value) !== "attribute") continue;
    const expression = toExpression(tree, value, context.enclosingClass);
    if (expression === null) continue;
    const makes = isNamed
      ? /^(?:default_)?factory$/.test(tree.textOf(tree.firstChild(argument)))
      : isFactory && index === 0;
    passed.push(makes ? ["new", expression] : expression);
  }
  return passed;
}
