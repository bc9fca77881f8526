import type { AccessKind } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { noteAccess } from "../shared/member-access.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";

/** `a.b.c` that is read. */
export function readMemberExpression(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  noteMember(walker, node, context, "get");
  visitObject(walker, node, context);
}

/** `a.b += c`, `a.b++`: read and set. */
export function readUpdate(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const [target] = tree.children(node);
  if (target !== undefined && tree.type(target) === "member_expression")
    noteMember(walker, target, context, "set");
  walker.visitChildren(node, context);
}

/** Notes an access of a member; what is on the way to it is told with it. */
export function noteMember(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  kind: AccessKind,
): void {
  noteAccess(walker, node, context, kind, toExpression(walker, node, context));
}

/** What a chain of members begins with; the members themselves are told by whoever notes the chain. */
export function visitObject(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  let object = node;
  while (tree.type(object) === "member_expression") object = tree.firstChild(object);
  walker.visit(object, context);
}
