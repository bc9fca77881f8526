import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { ClosureUse, RustWalker } from "./rust-context.js";

/** Deeper values than this say nothing of the closures in them. */
const MAX_DEPTH = 6;
/** Functions of the library that hold what they are given. */
const HOLDING = /^(?:(?:[\w:]+::)?(?:Box|Rc|Arc)::(?:new|pin)|Some|Ok)$/;

/** Notes what a value is used as: closures in it that do not say what their parameters are get that from there. */
export function expectAs(
  walker: RustWalker,
  node: SyntaxNode,
  use: ClosureUse | Expression | null,
  depth = 0,
): void {
  if (node === NO_NODE || use === null || depth > MAX_DEPTH) return;
  const { tree } = walker;
  const inside = (child: SyntaxNode): void => expectAs(walker, child, use, depth + 1);
  switch (tree.type(node)) {
    case "closure_expression":
      // Whoever is further out knows more: `let f: Box<dyn Fn(A)> = Box::new(|a| …)`.
      if (!walker.expected.has(node))
        walker.expected.set(node, "type" in use ? use : { type: use, element: null });
      break;
    case "reference_expression":
      inside(tree.lastChild(node));
      break;
    case "parenthesized_expression":
      inside(tree.firstChild(node));
      break;
    case "call_expression":
      if (HOLDING.test(tree.textOf(tree.firstChild(node))))
        inside(tree.firstChild(tree.childOfType(node, "arguments")));
  }
}
