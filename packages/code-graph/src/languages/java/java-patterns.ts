import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { WalkContext } from "../shared/file-walker.js";
import { bindTyped } from "./java-bindings.js";
import type { JavaWalker } from "./java-context.js";
import { identifierText } from "./java-escapes.js";
import { toType } from "./java-types.js";

/** Name under which a record keeps its component at a place, for patterns that name the place alone; no identifier. */
export function componentKey(index: number): string {
  return `component ${index}`;
}

/** `x instanceof T t`, and the patterns of `switch`: the name holds from here on. */
export function readPattern(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "modifiers");
  const isInstanceOf = tree.type(node) === "instanceof_expression";
  if (isInstanceOf) walker.visit(parts[0] ?? NO_NODE, context);
  const [typeNode = NO_NODE, nameNode = NO_NODE] = isInstanceOf ? parts.slice(1) : parts;
  if (tree.type(typeNode) === "record_pattern") walker.visit(typeNode, context);
  else if (tree.type(nameNode) === "identifier")
    bindTyped(walker, context, nameNode, typeNode, NO_NODE, false);
}

/** `R(T a, var b, S(var c))`: a name without a type gets that of the record's component at its place. */
export function readRecordPattern(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const record = toType(walker, tree.firstChild(node), context.scope);
  const components = tree.children(tree.childOfType(node, "record_pattern_body"));
  for (const [index, component] of components.entries()) {
    const [typeNode = NO_NODE, nameNode = NO_NODE] = tree.children(component);
    const isUntyped = tree.textOf(typeNode) === "var" && tree.type(nameNode) === "identifier";
    if (!isUntyped || record === null) walker.visit(component, context);
    else {
      const value: Expression = ["member", ["instance", record], componentKey(index)];
      bindName(walker, context, identifierText(tree, nameNode), value, tree.end(nameNode));
    }
  }
}
