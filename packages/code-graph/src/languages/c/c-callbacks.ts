import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { CContext, CWalker } from "./c-context.js";
import { simpleName } from "./c-declarators.js";
import { toExpression } from "./c-expressions.js";

/** Algorithms of the library that call a function with elements of what they are given first. */
const OVER_ELEMENTS = new Set(
  (
    "for_each for_each_n sort stable_sort partial_sort nth_element find_if find_if_not any_of all_of none_of count_if " +
    "max_element min_element minmax_element remove_if copy_if partition stable_partition transform generate " +
    "lower_bound upper_bound equal_range binary_search unique adjacent_find is_sorted erase_if replace_if " +
    "make_heap push_heap pop_heap sort_heap accumulate reduce transform_reduce inner_product"
  ).split(" "),
);
/** Those whose function gets what was made so far before the element. */
const LAST_IS_ELEMENT = new Set(["accumulate", "reduce"]);

/** Notes what functions in place are used as that do not say what they take: what the callee takes there, or elements. */
export function expectArguments(
  walker: CWalker,
  calleeNode: SyntaxNode,
  callee: Expression | null,
  list: SyntaxNode,
  context: CContext,
): void {
  const { tree } = walker;
  const given = tree.children(list);
  const lambdas = given.filter((node) => tree.type(node) === "lambda_expression");
  if (lambdas.length === 0 || callee === null) return;
  const name = simpleName(tree, calleeNode);
  const [first] = given;
  const isAlgorithm = OVER_ELEMENTS.has(name) && /^std\b/.test(tree.textOf(calleeNode));
  const container = isAlgorithm && first !== undefined ? toExpression(walker, first, context) : null;
  const element: Expression | null = container === null ? null : ["item", container];
  // What is written in place says nothing that it would not get from there itself.
  const args = given.map((node) => (lambdas.includes(node) ? null : toExpression(walker, node, context)));
  for (const [index, node] of given.entries()) {
    if (!lambdas.includes(node)) continue;
    const type: Expression = ["taken", callee, index, args];
    walker.expected.set(node, { type, element, isLastAlone: LAST_IS_ELEMENT.has(name) });
  }
}
