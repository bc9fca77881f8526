import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { readNamedClosure } from "./rust-closures.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { expectAs } from "./rust-expected.js";
import { toExpression } from "./rust-expressions.js";
import { bindPattern } from "./rust-patterns.js";
import { nameOf } from "./rust-text.js";
import { instanceOf, leavesOpen, toType } from "./rust-types.js";

/** `let p: T = e else { … };`. */
export function readLet(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "mutable_specifier");
  const [pattern = NO_NODE, ...others] = parts;
  let type: SyntaxNode = NO_NODE;
  let value: SyntaxNode = NO_NODE;
  let before = pattern;
  for (const part of others) {
    const gap = tree.text.slice(tree.end(before), tree.start(part)).trim();
    if (gap.endsWith("=")) value = part;
    else if (gap === ":") type = part;
    // `else { … }`.
    else walker.visit(part, context);
    before = part;
  }
  const written = toType(walker, type, context);
  const declared = written === null || leavesOpen(written) ? null : instanceOf(written);
  expectAs(walker, value, declared);
  const isNamed = tree.type(value) === "closure_expression" && tree.type(pattern) === "identifier";
  const name = isNamed ? nameOf(tree, pattern) : "";
  if (isNamed && !name.startsWith("_")) readNamedClosure(walker, value, name, node, context);
  else walker.visit(value, context);
  const given = toExpression(walker, value, context);
  const known: Expression | null = declared ?? given ?? instanceOf(written);
  bindPattern(walker, pattern, known, context, tree.end(node));
}

/** `let p = e` in a condition: its names are those of the block that follows. */
export function readLetCondition(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const value = tree.lastChild(node);
  walker.visit(value, context);
  bindPattern(walker, tree.firstChild(node), toExpression(walker, value, context), context, tree.end(node));
}

/** `if`, `while`: what the condition binds is known in the block, not behind `else`. */
export function readConditional(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const inside = walker.block(context);
  for (const part of tree.children(node))
    walker.visit(part, tree.type(part) === "else_clause" ? context : inside);
}

/** `for p in e { … }`. */
export function readFor(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const [pattern = NO_NODE, value = NO_NODE, body = NO_NODE] = tree
    .children(node)
    .filter((part) => tree.type(part) !== "label");
  walker.visit(value, context);
  const inside = walker.block(context);
  const container = toExpression(walker, value, context);
  bindPattern(walker, pattern, elementOf(walker, pattern, container), inside, tree.end(value));
  walker.visit(body, inside);
}

/** What a loop goes over; two names in brackets may be the key and the value of a mapping. */
function elementOf({ tree }: RustWalker, pattern: SyntaxNode, of: Expression | null): Expression | null {
  if (of === null) return null;
  const element: Expression = ["item", of];
  if (tree.type(pattern) !== "tuple_pattern") return element;
  return ["firstKnown", [["item", ["call", ["member", of, "into_iter"]]], element]];
}

/** `match e { p if g => …, }`. */
export function readMatch(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const value = tree.firstChild(node);
  walker.visit(value, context);
  const matched = toExpression(walker, value, context);
  for (const arm of tree.children(tree.childOfType(node, "match_block"))) {
    if (tree.type(arm) !== "match_arm") continue;
    const inside = walker.block(context);
    const pattern = tree.childOfType(arm, "match_pattern");
    bindPattern(walker, pattern, matched, inside, tree.start(pattern));
    for (const guard of tree.children(pattern).slice(1)) walker.visit(guard, inside);
    walker.visit(tree.lastChild(arm), inside);
  }
}
