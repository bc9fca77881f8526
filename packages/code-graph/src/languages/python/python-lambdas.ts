import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { withoutParentheses } from "../shared/parentheses.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression } from "./python-expressions.js";

/** Builtins whose `key` gets an element of what they are given first. */
const BY_KEY = /^(?:sorted|min|max)$/;
/** Builtins that call what they are given first with an element of what they are given second. */
const OF_ELEMENTS = /^(?:map|filter)$/;

/** Notes what the lambdas in a call get that it is known to call: `sorted(shops, key=lambda shop: …)`, `(lambda shop: …)(Shop())`. */
export function noteLambdas(walker: PythonWalker, call: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const callee = tree.firstChild(call);
  const args = tree.children(tree.childOfType(call, "argument_list"));
  const plain = args.filter((argument) => tree.type(argument) !== "keyword_argument");
  const [first = NO_NODE, second = NO_NODE] = plain;
  const give = (lambda: SyntaxNode, given: SyntaxNode, isElement: boolean): void => {
    if (tree.type(lambda) !== "lambda" || given === NO_NODE) return;
    const value = toExpression(tree, given, context.enclosingClass);
    if (value !== null) walker.givenToLambdas.set(lambda, isElement ? ["item", value] : value);
  };
  give(withoutParentheses(tree, callee), first, false);
  const name = tree.textOf(callee);
  if (OF_ELEMENTS.test(name)) give(first, second, true);
  const isSort = tree.type(callee) === "attribute" && tree.textOf(tree.lastChild(callee)) === "sort";
  if (!isSort && !BY_KEY.test(name)) return;
  for (const argument of args)
    if (tree.type(argument) === "keyword_argument" && tree.textOf(tree.firstChild(argument)) === "key")
      give(tree.lastChild(argument), isSort ? tree.firstChild(callee) : first, true);
}
