import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { withoutParentheses } from "../shared/parentheses.js";
import { plainMember } from "./python-attributes.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression } from "./python-expressions.js";
import { readInstanceTest } from "./python-instance-tests.js";

/** What a condition says of a name, or of an attribute (`self.pet`). */
interface Narrowing {
  readonly name: string;
  readonly type: Expression;
  /** Whether it is known to be none of the type. */
  readonly isNot: boolean;
}

/** A block within another one, in which a condition is true, or not; the other one itself where that tells nothing. */
export function narrowedBlock(
  walker: PythonWalker,
  condition: SyntaxNode,
  isTrue: boolean,
  context: PythonContext,
): PythonContext {
  const found = narrowingsOf(walker, condition, isTrue);
  const inside = found.length === 0 ? context : walker.block(context);
  bindNarrowed(walker, found, inside.scope, context.scope, condition);
  return inside;
}

/** `if not isinstance(x, A): return`, `if isinstance(x, B): continue`: what holds for the rest of the block. */
export function narrowAfter(walker: PythonWalker, statement: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const condition = tree.firstChild(statement);
  const block = tree.childOfType(statement, "block");
  const isWhole = tree.childOfType(statement, "elif_clause", "else_clause") === NO_NODE;
  if (condition === NO_NODE || block === NO_NODE || !isWhole) return;
  const last = tree.lastChild(block);
  if (last === NO_NODE || !/^(?:return|raise|continue|break)_statement$/.test(tree.type(last))) return;
  for (const narrowing of narrowingsOf(walker, condition, false))
    assume(walker, narrowing, tree.end(statement), context);
}

/** `assert isinstance(x, A)`. */
export function readAssertion(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  walker.visitChildren(node, context);
  for (const narrowing of narrowingsOf(walker, walker.tree.firstChild(node), true))
    assume(walker, narrowing, walker.tree.end(node), context);
}

/** `isinstance(x, A) and x.use()`: the second part is only asked where the first is true; of `or` where it is not. */
export function readConjunction(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const left = tree.firstChild(node);
  walker.visit(left, context);
  walker.visit(tree.lastChild(node), narrowedBlock(walker, left, isConjunction(walker, node), context));
}

/** `x.use() if isinstance(x, A) else y`. */
export function readConditional(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const [whenTrue = NO_NODE, condition = NO_NODE, whenFalse = NO_NODE] = walker.tree.children(node);
  walker.visit(condition, context);
  walker.visit(whenTrue, narrowedBlock(walker, condition, true, context));
  walker.visit(whenFalse, narrowedBlock(walker, condition, false, context));
}

/** From here on a name is known to be of a class, as if it had been set to it. */
function assume(
  { facts }: PythonWalker,
  narrowing: Narrowing,
  at: number,
  { nameScope, scope }: PythonContext,
): void {
  const { name } = narrowing;
  // Before that it is what it is for everybody.
  if (!Object.hasOwn(facts.scopes[nameScope]?.names ?? {}, name)) {
    const around = facts.scopes[nameScope]?.parent ?? -1;
    if (name.includes(".")) facts.bind(nameScope, name, -1, nameScope, ["value", plainMember(name)]);
    else if (around !== -1) facts.bind(nameScope, name, -1, around, ["value", ["name", name]]);
    else return;
  }
  facts.bind(nameScope, name, at, scope, ["value", valueOf(narrowing)]);
}

/** The value is that of the name outside, where it is looked for. */
function bindNarrowed(
  { facts, tree }: PythonWalker,
  narrowings: readonly Narrowing[],
  scope: number,
  outside: number,
  condition: SyntaxNode,
): void {
  for (const narrowing of narrowings)
    facts.bind(scope, narrowing.name, tree.end(condition), outside, ["value", valueOf(narrowing)]);
}

function valueOf({ name, type, isNot }: Narrowing): Expression {
  const [object = name, attribute] = name.split(".");
  const read: Expression =
    attribute === undefined ? ["name", object] : ["member", ["name", object], attribute];
  return isNot ? ["narrowed", read, type, "not"] : ["narrowed", read, type];
}

/** What is known where a condition is true, or where it is not. */
function narrowingsOf(walker: PythonWalker, condition: SyntaxNode, isTrue: boolean): Narrowing[] {
  const { tree } = walker;
  const node = withoutParentheses(tree, condition);
  if (node === NO_NODE) return [];
  if (tree.type(node) === "not_operator") return narrowingsOf(walker, tree.firstChild(node), !isTrue);
  if (tree.type(node) === "boolean_operator") {
    const parts = tree.children(node).map((part) => narrowingsOf(walker, part, isTrue));
    // `a and b` is true where both are, `a or b` false where neither is.
    return isConjunction(walker, node) === isTrue ? allOf(parts.flat()) : eitherOf(parts);
  }
  const test = readInstanceTest(tree, node, (part) => toExpression(tree, part, -1));
  return test === null ? [] : [{ name: test.subject, type: test.type, isNot: !isTrue }];
}

/** Of one name that is neither an `A` nor a `B`, one narrowing says both. */
function allOf(narrowings: readonly Narrowing[]): Narrowing[] {
  const found: Narrowing[] = [];
  for (const narrowing of narrowings) {
    const index = found.findIndex(({ name, isNot }) => name === narrowing.name && isNot && narrowing.isNot);
    const other = found[index];
    if (other === undefined) found.push(narrowing);
    else found[index] = { ...other, type: ["union", [other.type, narrowing.type]] };
  }
  return found;
}

/** `isinstance(x, A) or isinstance(x, B)`. */
function eitherOf(parts: readonly (readonly Narrowing[])[]): Narrowing[] {
  const [first, ...others] = parts.map((part) => (part.length === 1 ? part[0] : undefined));
  if (first === undefined || first.isNot) return [];
  if (!others.every((other) => other?.name === first.name && !other.isNot)) return [];
  const types = [first, ...others].flatMap((part) => (part === undefined ? [] : [part.type]));
  return [{ name: first.name, type: ["union", types], isNot: false }];
}

function isConjunction({ tree }: PythonWalker, node: SyntaxNode): boolean {
  const left = tree.firstChild(node);
  return /\band\b/.test(tree.text.slice(tree.end(left), tree.start(tree.lastChild(node))));
}
