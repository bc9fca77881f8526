import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENTS } from "../shared/expression-limits.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { expectAs } from "./rust-expected.js";
import { toExpression } from "./rust-expressions.js";
import { ELEMENT_CALLBACKS, KEEPING, PAIR_CALLBACKS } from "./rust-library.js";

/** Notes what the closures among the arguments of a call are used as: what the callee takes there, or keeps. */
export function expectArguments(
  walker: RustWalker,
  list: readonly SyntaxNode[],
  callee: Expression | null,
  isMethod: boolean,
  context: RustContext,
): void {
  const { tree } = walker;
  if (callee === null || !list.some((node) => HOLDERS.test(tree.type(node)))) return;
  const name = isMethod && callee[0] === "member" ? callee[2] : "";
  const object = callee[0] === "member" ? callee[1] : callee;
  const takesElements = PAIR_CALLBACKS.has(name);
  const element: Expression | null = takesElements || ELEMENT_CALLBACKS.has(name) ? ["item", object] : null;
  // What is written in place says nothing that it would not get from there itself.
  const args = list
    .slice(0, MAX_ARGUMENTS)
    .map((node) => (HOLDERS.test(tree.type(node)) ? null : toExpression(walker, node, context)));
  const isTold = args.some((argument) => argument !== null);
  for (const [index, node] of list.entries()) {
    const taken: Expression = isTold ? ["taken", callee, index, args] : ["taken", callee, index];
    const type: Expression = KEEPING.has(name) ? ["item", object] : taken;
    expectAs(walker, node, { type, element, takesElements });
  }
}

/** What may be a closure, or hold one. */
const HOLDERS = /^(?:closure|reference|parenthesized|call)_expression$/;
