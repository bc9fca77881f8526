import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { bindBlockName } from "./ecmascript-functions.js";

/** `for (const x of xs)`, `for (const key in x)`. */
export function readForIn(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const [target = NO_NODE, container = NO_NODE, ...rest] = tree.children(node);
  walker.visit(container, context);
  const inside = walker.loop(context);
  const values = toExpression(walker, container, context);
  const isOf = /\bof\s*$/.test(tree.text.slice(tree.end(target), tree.start(container)));
  bindBlockName(walker, inside, target, values === null || !isOf ? null : ["item", values]);
  for (const part of rest) walker.visit(part, inside);
}

/** `catch (e) { … }`. */
export function readCatch(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const inside = walker.block(context);
  bindBlockName(walker, inside, tree.firstChild(node), null);
  walker.visit(tree.lastChild(node), inside);
}
