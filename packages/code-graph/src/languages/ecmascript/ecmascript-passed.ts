import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";

/** Deeper objects of options than this hand nothing over. */
const MAX_DEPTH = 4;

/** What an argument or attribute hands over that may be a function: names, also within objects, arrays and `bind`. */
export function passedBy(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth = 0,
): Expression[] {
  const { tree } = walker;
  if (depth > MAX_DEPTH) return [];
  const inner = (child: SyntaxNode): Expression[] => passedBy(walker, child, context, depth + 1);
  switch (tree.type(node)) {
    case "identifier":
    case "member_expression":
    case "shorthand_property_identifier": {
      const expression = toExpression(walker, node, context);
      return expression === null ? [] : [expression];
    }
    case "call_expression": {
      const callee = tree.firstChild(node);
      const isBind =
        tree.type(callee) === "member_expression" && tree.textOf(tree.lastChild(callee)) === "bind";
      return isBind ? inner(tree.firstChild(callee)) : [];
    }
    case "pair":
    case "jsx_attribute":
      return inner(tree.lastChild(node));
    case "object":
    case "array":
    case "spread_element":
    case "jsx_expression":
    case "parenthesized_expression":
    case "as_expression":
      return tree.children(node).flatMap(inner);
    default:
      return [];
  }
}
