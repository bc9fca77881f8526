import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaWalker, LambdaUse } from "./java-context.js";

/** Deeper choices than this say nothing of what is written in them. */
const MAX_DEPTH = 8;

/** Notes what an expression is used as: functions in it that do not say what their parameters are get that from there. */
export function expectAs(walker: JavaWalker, node: SyntaxNode, use: LambdaUse | null, depth = 0): void {
  if (use === null || depth > MAX_DEPTH) return;
  const { tree } = walker;
  const inside = (child: SyntaxNode): void => expectAs(walker, child, use, depth + 1);
  const type = tree.type(node);
  // Whoever is further out knows more: what hands a function on is asked after what gets it in the end.
  if (type === "lambda_expression" && !walker.expected.has(node)) walker.expected.set(node, use);
  else if (type === "parenthesized_expression") inside(tree.firstChild(node));
  else if (type === "ternary_expression") for (const child of tree.children(node).slice(1)) inside(child);
}

/** What is said by a type alone. */
export function usedAs(type: Expression | null): LambdaUse | null {
  return type === null ? null : { type, element: null, takesElements: false };
}
