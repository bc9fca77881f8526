import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import type { WalkContext } from "../shared/file-walker.js";
import { expectArguments } from "./java-callbacks.js";
import type { JavaWalker } from "./java-context.js";
import { toArguments, toExpression, toMethod } from "./java-expressions.js";
import { CONSTRUCTOR } from "./java-overloads.js";
import { toReference } from "./java-references.js";

/** `m(…)`, `o.m(…)`. */
export function readInvocation(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const parts = tree.children(node);
  const end = parts.findIndex((part) => tree.type(part) === "argument_list");
  for (const part of parts.slice(0, end - 1)) walker.visit(part, context);
  const callee = toMethod(walker, node, context.scope);
  const list = parts[end] ?? NO_NODE;
  const text = tree.text.slice(tree.start(node), list === NO_NODE ? tree.end(node) : tree.start(list));
  pushCall(walker, callee, list, node, text, context);
}

/** `this(…)`, `super(…)` at the start of a constructor. */
export function readConstructorCall(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const list = tree.childOfType(node, "argument_list");
  const isSuper = tree.childOfType(node, "super") !== NO_NODE;
  const self = toExpression(walker, tree.childOfType(node, "this", "super"), context.scope);
  const own: Expression | null = self?.[0] === "self" ? ["own", self[1]] : self;
  // A base without a constructor has one that does nothing: then the class itself stands for it.
  pushConstruction(walker, own, isSuper ? own : null, list, node, isSuper ? "super" : "this", context);
}

/**
 * Calls the constructor of `of` that takes these arguments, or else `fallback`, the class that has none.
 *
 * @param fallback - `null`: where there is none, nothing of the tree is called.
 */
export function pushConstruction(
  walker: JavaWalker,
  of: Expression | null,
  fallback: Expression | null,
  list: SyntaxNode,
  node: SyntaxNode,
  text: string,
  context: WalkContext,
): void {
  const count = walker.tree.children(list).length;
  const constructor: Expression | null = of === null ? null : ["method", of, CONSTRUCTOR, count];
  const callee: Expression | null =
    constructor === null ? null : ["firstKnown", [constructor, fallback ?? ["literal"]], "literals"];
  pushCall(walker, callee, list, node, text, context);
}

function pushCall(
  walker: JavaWalker,
  callee: Expression | null,
  list: SyntaxNode,
  node: SyntaxNode,
  text: string,
  context: WalkContext,
): void {
  const { tree } = walker;
  const passed: Expression[] = [];
  const convert = (part: SyntaxNode): Expression | null => toExpression(walker, part, context.scope);
  const args = toArguments(walker, list, context.scope);
  if (callee !== null) expectArguments(walker, callee, list, args);
  for (const argument of tree.children(list)) {
    walker.visit(argument, context);
    const function_ =
      tree.type(argument) === "method_reference"
        ? toReference(walker, argument, context.scope, convert)
        : null;
    if (function_ !== null) passed.push(function_);
  }
  addCall(walker, node, context, { callee, text: text.replace(/\.\s*$/, ""), passed, args });
}
