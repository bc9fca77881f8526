import type { AccessKind } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { noteAccess } from "../shared/member-access.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression } from "./python-expressions.js";

/** `a.b.c` that is read. */
export function readAttribute(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  noteAttribute(walker, node, context, "get");
  visitObject(walker, node, context);
}

/** What a chain of attributes begins with; the attributes themselves are told by whoever notes the chain. */
export function visitObject(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  let object = node;
  while (tree.type(object) === "attribute") object = tree.firstChild(object);
  walker.visit(object, context);
}

/** The target of an assignment, a loop or a `del`: names are bound elsewhere, attributes may have accessors. */
export function visitTarget(
  walker: PythonWalker,
  target: SyntaxNode,
  context: PythonContext,
  kind: Exclude<AccessKind, "get">,
): void {
  const { tree } = walker;
  const type = tree.type(target);
  if (type === "attribute") {
    noteAttribute(walker, target, context, kind);
    visitObject(walker, target, context);
  } else if (TARGET_LISTS.has(type))
    for (const part of tree.children(target)) visitTarget(walker, part, context, kind);
  else walker.visit(target, context);
}

const TARGET_LISTS = new Set([
  "pattern_list",
  "tuple_pattern",
  "list_pattern",
  "list_splat_pattern",
  "as_pattern_target",
  "parenthesized_expression",
  "expression_list",
  "tuple",
  "list",
]);

function noteAttribute(
  walker: PythonWalker,
  node: SyntaxNode,
  context: PythonContext,
  kind: AccessKind,
): void {
  noteAccess(walker, node, context, kind, toExpression(walker.tree, node, context.enclosingClass));
}
