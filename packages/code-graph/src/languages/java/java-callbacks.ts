import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaWalker, LambdaUse } from "./java-context.js";
import { expectAs } from "./java-expected.js";

/** Methods of collections, streams and optionals that hand an element to their argument; of two parameters the first is a key or what was made so far. */
const LAST_IS_ELEMENT = new Set(
  (
    "forEach forEachOrdered filter map flatMap peek anyMatch allMatch noneMatch removeIf replaceAll ifPresent " +
    "ifPresentOrElse mapToInt mapToLong mapToDouble mapToObj mapMulti takeWhile dropWhile iterate collect " +
    "thenAccept thenApply thenCompose whenComplete computeIfPresent compute"
  ).split(" "),
);
/** Those that hand over two elements, to compare or to make one of. */
const ALL_ARE_ELEMENTS = new Set("sort sorted min max reduce merge".split(" "));
/** Classes of the library whose methods make a function of one, for the container that they are handed to. */
const MAKERS = /^(?:Collectors|Comparator)$/;
/** What a class of the library takes is told by what the function is made for alone. */
const UNTOLD: Expression = ["union", []];

/** Notes what the functions among the arguments of a call are used as: what the callee takes there. */
export function expectArguments(
  walker: JavaWalker,
  callee: Expression,
  list: SyntaxNode,
  args: readonly (Expression | null)[],
): void {
  const name = callee[0] === "method" ? callee[2] : "";
  const takesElements = ALL_ARE_ELEMENTS.has(name) && args.length < 3;
  const isOfContainer = takesElements || LAST_IS_ELEMENT.has(name) || name === "reduce";
  const element: Expression | null = callee[0] === "method" && isOfContainer ? ["item", callee[1]] : null;
  for (const [index, argument] of walker.tree.children(list).entries()) {
    if (!mayHoldFunctions(walker, argument)) continue;
    const use: LambdaUse = { type: ["taken", callee, index, args], element, takesElements };
    expectAs(walker, argument, use);
    if (element !== null) expectInside(walker, argument, element);
  }
}

/** `Collectors.groupingBy(x -> …)`: its functions are given the elements of the container that it is handed to. */
function expectInside(walker: JavaWalker, call: SyntaxNode, element: Expression): void {
  const { tree } = walker;
  if (tree.type(call) !== "method_invocation") return;
  const object = tree.firstChild(call);
  const list = tree.childOfType(call, "argument_list");
  if (!MAKERS.test(tree.textOf(object)) && tree.nextSibling(object) !== list) return;
  for (const argument of tree.children(list)) {
    expectAs(walker, argument, { type: UNTOLD, element, takesElements: false });
    expectInside(walker, argument, element);
  }
}

function mayHoldFunctions({ tree }: JavaWalker, argument: SyntaxNode): boolean {
  return /^(?:lambda|parenthesized|ternary)_expression$|^method_invocation$/.test(tree.type(argument));
}
