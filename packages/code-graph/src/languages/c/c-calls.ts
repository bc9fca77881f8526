import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import { expectArguments } from "./c-callbacks.js";
import { addConstructionOf, setField } from "./c-constructions.js";
import type { CContext, CWalker } from "./c-context.js";
import { simpleName } from "./c-declarators.js";
import { templateArgument, toArguments, toCallee, toExpression } from "./c-expressions.js";
import { MAKERS } from "./c-library.js";
import { isLocal } from "./c-names.js";

/** `f(…)`, `o.f(…)`, `a::f<T>(…)`, and what is in it. */
export function readCall(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, isCpp } = walker;
  const calleeNode = tree.firstChild(node);
  const list = tree.childOfType(node, "argument_list");
  const callee = toCallee(walker, calleeNode, list, context);
  if (isCpp) expectArguments(walker, calleeNode, callee, list, context);
  walker.visit(calleeNode, context);
  walker.visitChildren(list, context);
  const kind = tree.type(calleeNode);
  if (kind === "primitive_type" || kind === "lambda_expression" || list === NO_NODE) return;
  // A conversion that the language itself makes.
  if (kind === "template_function" && /_cast$/.test(tree.textOf(tree.firstChild(calleeNode)))) return;
  const made =
    isCpp && MAKERS.has(simpleName(tree, calleeNode)) ? templateArgument(walker, calleeNode, context) : null;
  if (made !== null) addConstructionOf(walker, node, made, tree.textOf(calleeNode), list, context);
  addCall(walker, node, context, {
    callee,
    text: tree.textOf(calleeNode),
    passed: passedBy(walker, list, context),
    ...(isCpp
      ? { args: toArguments(walker, list, context), ...constnessOf(walker, calleeNode, context) }
      : {}),
  });
}

/** Whether what a method is called on must not change: a constant, or what belongs to an object that must not. */
function constnessOf(walker: CWalker, calleeNode: SyntaxNode, context: CContext): { isConst?: boolean } {
  const { tree, constants, facts } = walker;
  const kind = tree.type(calleeNode);
  if (kind === "identifier") return context.classes.length === 0 ? {} : { isConst: context.isConst };
  if (kind !== "field_expression") return {};
  let object = tree.firstChild(calleeNode);
  for (let depth = 0; depth < 40 && /^(?:field|parenthesized)_expression$/.test(tree.type(object)); depth++)
    object = tree.firstChild(object);
  if (tree.type(object) === "this") return { isConst: context.isConst };
  if (tree.type(object) !== "identifier") return { isConst: false };
  const name = tree.textOf(object);
  for (let scope = context.scope; scope > 0; scope = facts.scopes[scope]?.parent ?? -1)
    if (Object.hasOwn(facts.scopes[scope]?.names ?? {}, name))
      return { isConst: constants.has(`${scope} ${name}`) };
  return { isConst: context.isConst };
}

/** Arguments that may be functions: names that are no variables of the function around. */
function passedBy(walker: CWalker, list: SyntaxNode, context: CContext): Expression[] {
  const { tree } = walker;
  return tree.children(list).flatMap((argument) => {
    const isAddress = tree.type(argument) === "pointer_expression" && tree.textOf(argument).startsWith("&");
    const isCast = tree.type(argument) === "cast_expression";
    const inner = isAddress || isCast ? tree.lastChild(argument) : argument;
    const type = tree.type(inner);
    if (type !== "identifier" && type !== "qualified_identifier") return [];
    if (type === "identifier" && isLocal(walker, context, tree.textOf(inner))) return [];
    const value = toExpression(walker, inner, context);
    return value === null ? [] : [value];
  });
}

/** `p = f`, `o.f = g`: which function a variable or field holds. */
export function readAssignment(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts } = walker;
  walker.visitChildren(node, context);
  const [left = NO_NODE, right = NO_NODE] = tree.children(node);
  if (!/^\s*=\s*$/.test(tree.text.slice(tree.end(left), tree.start(right)))) return;
  const at = tree.end(node);
  if (tree.type(left) === "field_expression") {
    const object = tree.firstChild(left);
    const of = /^(?:identifier|this)$/.test(tree.type(object)) ? toExpression(walker, object, context) : null;
    if (of !== null) setField(walker, of, tree.textOf(tree.lastChild(left)), right, context, at);
    return;
  }
  const value = tree.type(right) === "pointer_expression" ? tree.lastChild(right) : right;
  const name = tree.textOf(left);
  if (tree.type(left) !== "identifier" || tree.type(value) !== "identifier") return;
  if (isLocal(walker, context, tree.textOf(value)) || !isLocal(walker, context, name)) return;
  const scope = scopeOf(walker, context, name);
  const declared = facts.scopes[scope]?.names[name]?.[0]?.value;
  const given = toExpression(walker, value, context);
  if (given === null || declared?.[0] === "definition" || declared?.[0] === "import") return;
  const before: readonly Expression[] = declared?.[0] === "value" ? [declared[1]] : [];
  facts.bind(scope, name, at, context.scope, ["value", ["firstKnown", [["functions", given], ...before]]]);
}

function scopeOf({ facts }: CWalker, { scope }: CContext, name: string): number {
  let number = scope;
  while (number > 0 && !Object.hasOwn(facts.scopes[number]?.names ?? {}, name))
    number = facts.scopes[number]?.parent ?? 0;
  return number;
}
