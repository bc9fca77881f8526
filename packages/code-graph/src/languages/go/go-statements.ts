import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { GoWalker } from "./go-context.js";
import { toExpression } from "./go-expressions.js";
import { localName } from "./go-text.js";
import { instanceOf, toType } from "./go-types.js";

/** `for k, v := range xs`; with one name it is the element where `xs` is a channel, and else an index. */
export function readRange(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const container = tree.lastChild(node);
  const left = tree.firstChild(node) === container ? NO_NODE : tree.firstChild(node);
  walker.visit(container, context);
  const values = toExpression(walker, container);
  const names = left === NO_NODE ? [] : tree.children(left);
  names.forEach((name, index) => {
    if (tree.type(name) !== "identifier") return;
    const isElement = index === names.length - 1 && values !== null;
    bindName(walker, context, localName(tree, name), isElement ? ["item", values] : null, tree.end(node));
  });
}

/** `case v, ok := <-channel`. */
export function readReceive(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const channel = tree.lastChild(node);
  walker.visit(channel, context);
  const left = tree.firstChild(node) === channel ? NO_NODE : tree.firstChild(node);
  const [name = NO_NODE] = left === NO_NODE ? [] : tree.children(left);
  if (tree.type(name) === "identifier")
    bindName(walker, context, localName(tree, name), toExpression(walker, channel), tree.end(node));
}

/** `switch t := x.(type)`: in a case of one type `t` is of that type. */
export function readTypeSwitch(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const around = walker.block(context);
  const parts = tree.children(node);
  const isCase = (part: SyntaxNode): boolean => /_case$/.test(tree.type(part));
  const alias = parts.find((part) => tree.type(part) === "expression_list") ?? NO_NODE;
  const value = parts.filter((part) => !isCase(part)).pop() ?? NO_NODE;
  const name = localName(tree, alias);
  for (const part of parts) {
    if (!isCase(part)) {
      if (part !== alias) walker.visit(part, around);
      continue;
    }
    const inside = walker.block(around);
    const types = tree.children(part).filter((child) => tree.type(child) !== "statement_list");
    const type = types.length === 1 ? toType(tree, types[0] ?? NO_NODE) : null;
    const bound = tree.type(part) === "type_case" && type !== null ? instanceOf(type) : null;
    if (name !== "") bindName(walker, inside, name, bound ?? toExpression(walker, value), tree.start(part));
    const body = tree.childOfType(part, "statement_list");
    walker.visitChildren(body === NO_NODE && types.length === 0 ? part : body, inside);
  }
}
