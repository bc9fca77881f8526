import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { JavaWalker } from "./java-context.js";
import { identifierText } from "./java-escapes.js";
import { expectAs, usedAs } from "./java-expected.js";
import { instanceOf, toExpression } from "./java-expressions.js";
import { toType } from "./java-types.js";

/** `T a = x, b;`: a declared type holds, `var` takes that of the value. */
export function readVariables(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const typeNode = tree
    .children(node)
    .find((part) => tree.type(part) !== "modifiers" && tree.type(part) !== "variable_declarator");
  for (const declarator of tree.children(node)) {
    if (tree.type(declarator) !== "variable_declarator") continue;
    const nameNode = tree.firstChild(declarator);
    const last = tree.lastChild(declarator);
    const value = last === nameNode || tree.type(last) === "dimensions" ? NO_NODE : last;
    expectAs(walker, value, usedAs(instanceOf(declaredType(walker, typeNode ?? NO_NODE, context.scope))));
    walker.visit(value, context);
    const isArray = tree.childOfType(declarator, "dimensions") !== NO_NODE;
    bindTyped(walker, context, nameNode, typeNode ?? NO_NODE, value, isArray);
  }
}

/** `for (T x : xs)`. */
export function readForEach(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "modifiers");
  const [typeNode = NO_NODE, nameNode = NO_NODE, container = NO_NODE, body = NO_NODE] = parts;
  walker.visit(container, context);
  const inside = walker.block(context);
  const values = toExpression(walker, container, context.scope);
  const type = declaredType(walker, typeNode, context.scope);
  const element: Expression | null = values === null ? null : ["item", values];
  bindName(walker, inside, identifierText(tree, nameNode), instanceOf(type) ?? element, tree.end(container));
  walker.visit(body, inside);
}

/** `try (T x = open(); y) { … }`. */
export function readResource(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "modifiers");
  const [typeNode = NO_NODE, nameNode = NO_NODE, value = NO_NODE] = parts;
  if (value === NO_NODE) {
    walker.visitChildren(node, context);
    return;
  }
  walker.visit(value, context);
  bindTyped(walker, context, nameNode, typeNode, value, false);
}

/** `catch (A | B e) { … }`. */
export function readCatch(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const parameter = tree.childOfType(node, "catch_formal_parameter");
  const inside = walker.block(context);
  const type = toType(walker, tree.childOfType(parameter, "catch_type"), context.scope);
  bindName(
    walker,
    inside,
    tree.textOf(tree.childOfType(parameter, "identifier")),
    instanceOf(type),
    tree.end(parameter),
  );
  walker.visit(tree.childOfType(node, "block"), inside);
}

/** Binds a name to a value of its declared type, or with `var` to that of what it is set to. */
export function bindTyped(
  walker: JavaWalker,
  context: WalkContext,
  nameNode: SyntaxNode,
  typeNode: SyntaxNode,
  value: SyntaxNode,
  isArray: boolean,
): void {
  const type = declaredType(walker, typeNode, context.scope);
  const whole: Expression | null = isArray && type !== null ? ["list", [type]] : type;
  const { tree } = walker;
  const at = value === NO_NODE ? tree.end(nameNode) : tree.end(value);
  const bound = instanceOf(whole) ?? toExpression(walker, value, context.scope);
  bindName(walker, context, identifierText(tree, nameNode), bound, at);
}

function declaredType(walker: JavaWalker, node: SyntaxNode, scope: number): Expression | null {
  return walker.tree.textOf(node) === "var" ? null : toType(walker, node, scope);
}
