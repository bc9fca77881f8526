import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { withoutParentheses } from "../shared/parentheses.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression } from "./python-expressions.js";

/** What a condition says of a name. */
interface Narrowing {
  readonly name: string;
  readonly type: Expression;
}

/**
 * Notes what holds in a block that is only entered where `condition` is true.
 *
 * @param outside - the scope around the block.
 */
export function narrow(
  walker: PythonWalker,
  condition: SyntaxNode,
  inside: PythonContext,
  outside: number,
): void {
  for (const narrowing of narrowingsOf(walker, condition))
    bindNarrowed(walker, narrowing, inside.scope, walker.tree.end(condition), outside);
}

/** `if not isinstance(x, A): return`: what holds for the rest of the block. */
export function narrowAfter(walker: PythonWalker, statement: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const condition = withoutParentheses(tree, tree.firstChild(statement));
  const block = tree.childOfType(statement, "block");
  const isWhole = tree.childOfType(statement, "elif_clause", "else_clause") === NO_NODE;
  if (condition === NO_NODE || block === NO_NODE || tree.type(condition) !== "not_operator" || !isWhole)
    return;
  const last = tree.lastChild(block);
  if (last === NO_NODE || !/^(?:return|raise|continue|break)_statement$/.test(tree.type(last))) return;
  for (const narrowing of narrowingsOf(walker, tree.firstChild(condition)))
    assume(walker, narrowing, tree.end(statement), context);
}

/** `assert isinstance(x, A)`. */
export function readAssertion(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  walker.visitChildren(node, context);
  for (const narrowing of narrowingsOf(walker, walker.tree.firstChild(node)))
    assume(walker, narrowing, walker.tree.end(node), context);
}

/** `isinstance(x, A) and x.use()`: the second part is only asked where the first is true. */
export function readConjunction(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  walker.visit(left, context);
  const operator = tree.text.slice(tree.end(left), tree.start(right));
  const found = /\band\b/.test(operator) ? narrowingsOf(walker, left) : [];
  const inside = found.length === 0 ? context : walker.block(context);
  for (const narrowing of found) bindNarrowed(walker, narrowing, inside.scope, tree.end(left), context.scope);
  walker.visit(right, inside);
}

/** `x.use() if isinstance(x, A) else y`. */
export function readConditional(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const [whenTrue = NO_NODE, condition = NO_NODE, whenFalse = NO_NODE] = walker.tree.children(node);
  walker.visit(condition, context);
  const found = narrowingsOf(walker, condition);
  const inside = found.length === 0 ? context : walker.block(context);
  for (const narrowing of found) bindNarrowed(walker, narrowing, inside.scope, -1, context.scope);
  walker.visit(whenTrue, inside);
  walker.visit(whenFalse, context);
}

/** From here on a name is known to be of a class, as if it had been set to it. */
function assume(
  { facts }: PythonWalker,
  { name, type }: Narrowing,
  at: number,
  context: PythonContext,
): void {
  facts.bind(context.nameScope, name, at, context.scope, ["value", ["narrowed", ["name", name], type]]);
}

/** The value is that of the name outside, where it is looked for. */
function bindNarrowed(
  { facts }: PythonWalker,
  { name, type }: Narrowing,
  scope: number,
  at: number,
  outside: number,
): void {
  facts.bind(scope, name, at, outside, ["value", ["narrowed", ["name", name], type]]);
}

function narrowingsOf(walker: PythonWalker, condition: SyntaxNode): Narrowing[] {
  const { tree } = walker;
  const node = withoutParentheses(tree, condition);
  if (node === NO_NODE) return [];
  if (tree.type(node) === "boolean_operator") {
    const left = tree.firstChild(node);
    const operator = tree.text.slice(tree.end(left), tree.start(tree.lastChild(node)));
    return /\band\b/.test(operator) ? tree.children(node).flatMap((part) => narrowingsOf(walker, part)) : [];
  }
  if (tree.type(node) !== "call" || tree.textOf(tree.firstChild(node)) !== "isinstance") return [];
  const [subject = NO_NODE, classes = NO_NODE] = tree.children(tree.childOfType(node, "argument_list"));
  if (subject === NO_NODE || classes === NO_NODE || tree.type(subject) !== "identifier") return [];
  const type = classesOf(walker, classes);
  return type === null ? [] : [{ name: tree.textOf(subject), type }];
}

/** `A`, `(A, B)`, `A | B`. */
function classesOf(walker: PythonWalker, node: SyntaxNode): Expression | null {
  const { tree } = walker;
  if (tree.type(node) !== "tuple" && tree.type(node) !== "binary_operator")
    return toExpression(tree, node, -1);
  const classes = tree.children(node).map((part) => classesOf(walker, part));
  return classes.every((part) => part !== null) ? ["union", classes] : null;
}
