import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { GoWalker } from "./go-context.js";
import { toType } from "./go-types.js";

/** Types that a call gives to the function's type parameters: `f[int](x)`; none where it leaves them to be told. */
export function typeArguments({ tree }: GoWalker, call: SyntaxNode): readonly Expression[] {
  const callee = tree.firstChild(call);
  const isIndexed = tree.type(callee) === "index_expression";
  const holder = tree.type(callee) === "generic_type" ? callee : call;
  const nodes = isIndexed
    ? tree.children(callee).slice(1)
    : tree.children(tree.childOfType(holder, "type_arguments"));
  return nodes.map((node) => writtenType(tree, node) ?? (["union", []] as const));
}

/** The function that a call calls, with the types that it is given. */
export function withTypes(callee: Expression, types: readonly Expression[]): Expression {
  return types.length === 0 ? callee : ["generic", callee, types];
}

/** A type where the grammar expects a value: `*T` is no product there. */
function writtenType(tree: GoWalker["tree"], node: SyntaxNode): Expression | null {
  return tree.type(node) === "unary_expression" ? toType(tree, tree.firstChild(node)) : toType(tree, node);
}
