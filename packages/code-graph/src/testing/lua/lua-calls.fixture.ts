import type { Expression } from "../../facts/expression.js";
import { addCall } from "../../languages/shared/call-sites.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { LuaContext, LuaWalker } from "./lua-context.fixture.js";
import { toExpression } from "./lua-expressions.fixture.js";
import { requiredModule } from "./lua-imports.fixture.js";

const NAMED = new Set(["identifier", "dot_index_expression"]);

/** `f(…)`, `t.f(…)`, `o:m(…)`, and what is in it. */
export function readCall(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const { tree, facts } = walker;
  const specifier = requiredModule(tree, node);
  if (specifier !== null) {
    facts.imports.push({ specifier, names: [] });
    return;
  }
  walker.visitChildren(node, context);
  const calleeNode = tree.firstChild(node);
  const callee = toExpression(walker, calleeNode);
  const argumentNodes = tree.children(tree.childOfType(node, "arguments"));
  const args = argumentNodes.map((argument) => toExpression(walker, argument));
  const passed = args.filter(
    (value, index): value is Expression => value !== null && NAMED.has(tree.type(argumentNodes[index] ?? -1)),
  );
  facts.pass(callee, args, {}, { scope: context.scope, at: tree.start(node) });
  addCall(walker, node, context, { callee, text: tree.textOf(calleeNode), passed });
}
