import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { JavaWalker, LambdaUse } from "./java-context.js";
import { expectAs, usedAs } from "./java-expected.js";
import { toExpression } from "./java-expressions.js";
import { FUNCTION_METHOD } from "./java-overloads.js";
import { bindParameter } from "./java-parameters.js";
import { toType } from "./java-types.js";

/** What a function in place is used as, by a name of its own: each of its parameters asks for it. */
const USE: Expression = ["name", FUNCTION_METHOD];

/** `x -> …`, `(T a, b) -> …`: its calls belong to the function around it. */
export function readLambda(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const inside = {
    owner: context.owner,
    scope: walker.facts.addScope("function", context.scope, context.owner),
  };
  const use = walker.expected.get(node) ?? null;
  // Before the first parameter, which may stand at the very start.
  const at = tree.start(node) - 1;
  if (use !== null) walker.facts.bind(inside.scope, FUNCTION_METHOD, at, context.scope, ["value", use.type]);
  const [head = NO_NODE, body = NO_NODE] = tree.children(node);
  const parameters = tree.type(head) === "identifier" ? [head] : tree.children(head);
  parameters.forEach((parameter, index) => {
    const isLast = index === parameters.length - 1;
    bindParameter(walker, parameter, inside, given(use, index, isLast));
  });
  const { returned, given: outer } = walker;
  walker.returned = use === null ? null : ["call", USE];
  walker.given = [];
  if (tree.type(body) === "block") walker.visitChildren(body, inside);
  else {
    expectAs(walker, body, usedAs(walker.returned));
    walker.visit(body, inside);
    giveBack(walker, body, inside);
  }
  noteResult(walker, node, walker.given, context, inside);
  walker.returned = returned;
  walker.given = outer;
}

/** Notes what a function in place gives. */
function giveBack(walker: JavaWalker, node: SyntaxNode, { scope }: WalkContext): void {
  const value = toExpression(walker, node, scope);
  if (value !== null) walker.given?.push(value);
}

/** Keeps what a function in place gives, in the scope that it gives it in, for whoever calls it. */
function noteResult(
  walker: JavaWalker,
  node: SyntaxNode,
  given: readonly Expression[],
  { scope }: WalkContext,
  inside: WalkContext,
): void {
  if (given.length === 0) return;
  const { tree, facts } = walker;
  const name = `lambda ${tree.start(node)}`;
  facts.bind(scope, name, tree.end(node), inside.scope, ["value", ["union", given]]);
  walker.results.set(node, name);
}

/** Of two parameters the first is the key. */
function given(use: LambdaUse | null, index: number, isLast: boolean): Expression | null {
  if (use === null) return null;
  const taken: Expression = ["taken", USE, index];
  if (use.element === null) return taken;
  return isLast || use.takesElements ? ["firstKnown", [taken, use.element]] : taken;
}

/** `return x -> …`. */
export function readReturn(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const value = walker.tree.firstChild(node);
  expectAs(walker, value, usedAs(walker.returned));
  walker.visitChildren(node, context);
  giveBack(walker, value, context);
}

/** `(T) x -> …`. */
export function readCast(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const type = toType(walker, tree.firstChild(node), context.scope);
  expectAs(walker, tree.lastChild(node), usedAs(type === null ? null : ["instance", type]));
  walker.visitChildren(node, context);
}

/** `x = y -> …`. */
export function readAssignment(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const right = tree.lastChild(node);
  if (tree.type(right) === "lambda_expression")
    expectAs(walker, right, usedAs(toExpression(walker, tree.firstChild(node), context.scope)));
  walker.visitChildren(node, context);
}
