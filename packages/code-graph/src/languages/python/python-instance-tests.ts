import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { withoutParentheses } from "../shared/parentheses.js";

/** `isinstance(subject, type)`, whatever it is asked by. */
export interface InstanceTest {
  /** `x`, or `self.x`. */
  readonly subject: string;
  readonly type: Expression;
}

/** Reads a class; `null` when it can't be told. */
type Convert = (node: SyntaxNode) => Expression | null;

/** `isinstance(x, A)`, `isinstance(self.x, (A, B))`, `type(x) is A`; `null` for all other conditions. */
export function readInstanceTest(
  tree: SyntaxTree,
  condition: SyntaxNode,
  convert: Convert,
): InstanceTest | null {
  const node = withoutParentheses(tree, condition);
  if (node === NO_NODE) return null;
  if (tree.type(node) === "comparison_operator") return readTypeTest(tree, node, convert);
  if (tree.type(node) !== "call" || tree.textOf(tree.firstChild(node)) !== "isinstance") return null;
  const [subject = NO_NODE, classes = NO_NODE] = tree.children(tree.childOfType(node, "argument_list"));
  return testOf(tree, subject, classesOf(tree, classes, convert));
}

/** `type(x) is A`, `type(x) == A`. */
function readTypeTest(tree: SyntaxTree, node: SyntaxNode, convert: Convert): InstanceTest | null {
  const [left = NO_NODE, right = NO_NODE, ...others] = tree.children(node);
  if (others.length > 0 || right === NO_NODE || tree.type(left) !== "call") return null;
  const operator = tree.text.slice(tree.end(left), tree.start(right)).trim();
  if ((operator !== "is" && operator !== "==") || tree.textOf(tree.firstChild(left)) !== "type") return null;
  const [subject = NO_NODE, ...more] = tree.children(tree.childOfType(left, "argument_list"));
  return more.length > 0 ? null : testOf(tree, subject, convert(right));
}

function testOf(tree: SyntaxTree, subject: SyntaxNode, type: Expression | null): InstanceTest | null {
  if (type === null || subject === NO_NODE) return null;
  const text = tree.textOf(subject);
  return /^\w+(?:\.\w+)?$/.test(text) ? { subject: text, type } : null;
}

/** `A`, `(A, B)`, `A | B`. */
function classesOf(tree: SyntaxTree, node: SyntaxNode, convert: Convert): Expression | null {
  if (node === NO_NODE) return null;
  if (tree.type(node) !== "tuple" && tree.type(node) !== "binary_operator") return convert(node);
  const classes = tree.children(node).map((part) => classesOf(tree, part, convert));
  return classes.every((part) => part !== null) ? ["union", classes] : null;
}
