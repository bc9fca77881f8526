import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { JavaWalker } from "./java-context.js";
import { instanceOf } from "./java-expressions.js";
import { isAnnotation, toType } from "./java-types.js";

/** Binds type parameters, each to its bound, and gives their names. */
export function bindTypeParameters(walker: JavaWalker, list: SyntaxNode, scope: number): string[] {
  const { tree, facts } = walker;
  const names: string[] = [];
  for (const parameter of tree.children(list)) {
    const name = tree.textOf(tree.childOfType(parameter, "type_identifier", "identifier"));
    const bound = toType(walker, tree.firstChild(tree.childOfType(parameter, "type_bound")), scope);
    const type: Expression = (bound?.[0] === "generic" ? bound[1] : bound) ?? ["module", "java.lang.Object"];
    names.push(name);
    walker.typeVariables.add(name);
    facts.bind(scope, name, 0, scope, ["value", ["variable", name, type]]);
  }
  return names;
}

/** Binds one parameter of a method or lambda; without a type `hint` says what is passed. */
export function bindParameter(
  walker: JavaWalker,
  node: SyntaxNode,
  context: WalkContext,
  hint: Expression | null = null,
): void {
  const { tree } = walker;
  const isNameOnly = tree.type(node) === "identifier";
  const holder =
    tree.type(node) === "spread_parameter" ? tree.childOfType(node, "variable_declarator") : node;
  const name = tree.textOf(isNameOnly ? node : tree.childOfType(holder, "identifier"));
  const type = isNameOnly ? null : typeOf(walker, node, context.scope);
  const value =
    tree.type(node) === "spread_parameter" && type !== null ? instanceOf(["list", [type]]) : instanceOf(type);
  bindName(walker, context, name, value ?? hint, tree.start(node));
}

/** Type of a parameter: of the array's elements where it takes any number of arguments; `null` for `var` and none. */
export function typeOf(walker: JavaWalker, parameter: SyntaxNode, scope: number): Expression | null {
  const { tree } = walker;
  const typeNode = tree
    .children(parameter)
    .find((part) => tree.type(part) !== "modifiers" && !isAnnotation(tree.type(part)));
  if (tree.type(typeNode ?? NO_NODE) === "identifier" || tree.textOf(typeNode ?? NO_NODE) === "var")
    return null;
  const type = toType(walker, typeNode ?? NO_NODE, scope);
  return type !== null && tree.childOfType(parameter, "dimensions") !== NO_NODE ? ["list", [type]] : type;
}
