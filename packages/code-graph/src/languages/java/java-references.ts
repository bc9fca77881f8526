import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaWalker } from "./java-context.js";
import { anyMemberOf, CONSTRUCTOR } from "./java-overloads.js";
import { toType } from "./java-types.js";

type Convert = (node: SyntaxNode) => Expression | null;

/** `Tool::use`, `this::use`, `Tool::new`: with any number of arguments, since who calls it decides that. */
export function toReference(
  walker: JavaWalker,
  node: SyntaxNode,
  scope: number,
  convert: Convert,
): Expression | null {
  const [base, name] = partsOf(walker, node, scope, convert);
  return base === null ? null : ["member", base, anyMemberOf(name)];
}

/** A function in place as a value: what calling it gives. */
export function functionValue(
  walker: JavaWalker,
  node: SyntaxNode,
  scope: number,
  convert: Convert,
): Expression | null {
  if (walker.tree.type(node) === "lambda_expression") {
    const result = walker.results.get(node);
    return result === undefined ? null : ["instance", ["callable", ["typed", ["name", result]]]];
  }
  if (walker.tree.type(node) !== "method_reference") return null;
  const [base, name] = partsOf(walker, node, scope, convert);
  if (base === null) return null;
  return name === CONSTRUCTOR ? ["instance", ["callable", base]] : ["member", base, anyMemberOf(name)];
}

function partsOf(
  walker: JavaWalker,
  node: SyntaxNode,
  scope: number,
  convert: Convert,
): readonly [base: Expression | null, name: string] {
  const { tree } = walker;
  const [object = NO_NODE, name = NO_NODE] = tree
    .children(node)
    .filter((part) => tree.type(part) !== "type_arguments");
  const isType = /type|scoped/.test(tree.type(object));
  const of = isType ? toType(walker, object, scope) : convert(object);
  return [of?.[0] === "generic" ? of[1] : of, name === NO_NODE ? CONSTRUCTOR : tree.textOf(name)];
}
