import type { Expression } from "../../facts/expression.js";
import { keyOfMember } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { withoutParentheses } from "../shared/parentheses.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { guardedBy } from "./ecmascript-guards.js";

/** What a condition says of a variable, or of a member of one. */
interface Narrowing {
  /** Name under which scopes keep what is read. */
  readonly key: string;
  readonly of: Expression;
  readonly type: Expression;
}

const LEAVES = /^(?:return|throw|continue|break)_statement$/;
/** Functions that give up where what they are told is not so. */
const ASSERTS =
  /(?:^|\.)(?:assert|invariant|ensure|require|expect|must|check|verify|validate)\w*(?:\.\w+)?$/iu;

/** `if (x instanceof A) { … }`, and what follows `if (!(x instanceof A)) return`. */
export function readIf(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const [condition = NO_NODE, whenTrue = NO_NODE, ...others] = tree.children(node);
  walker.visit(condition, context);
  visitPossible(walker, whenTrue, whereTrue(walker, condition, context));
  const whenFalse = whereFalse(walker, condition, context);
  for (const other of others) walker.visit(other, walker.block(whenFalse));
  if (others.length > 0 || !leaves(walker, whenTrue)) return;
  const negated = negatedBy(walker, condition);
  if (negated !== NO_NODE)
    narrowFromHere(walker, narrowingsOf(walker, negated, context), tree.end(node), context);
}

/** `while (x instanceof A) { … }`. */
export function readWhile(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const [condition = NO_NODE, ...body] = walker.tree.children(node);
  const around = walker.loop(context);
  walker.visit(condition, around);
  const inside = whereTrue(walker, condition, around);
  for (const part of body) walker.visit(part, inside);
}

/** `assertIsA(x);`: what follows is told, too. */
export function readStatement(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const call = tree.firstChild(node);
  walker.visit(call, context);
  if (tree.type(call) !== "call_expression" || !ASSERTS.test(tree.textOf(tree.firstChild(call)))) return;
  const [condition = NO_NODE] = tree.children(tree.childOfType(call, "arguments"));
  const found = [condition, call].flatMap((told) => narrowingsOf(walker, told, context));
  narrowFromHere(walker, found, tree.end(node), context);
}

/** `x instanceof A ? x.use() : y`. */
export function readTernary(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const [condition = NO_NODE, whenTrue = NO_NODE, whenFalse = NO_NODE] = walker.tree.children(node);
  walker.visit(condition, context);
  visitPossible(walker, whenTrue, whereTrue(walker, condition, context));
  visitPossible(walker, whenFalse, whereFalse(walker, condition, context));
}

/** Walks what may not run: what it sets is only a possibility. Blocks with braces say that themselves. */
function visitPossible(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const isSetting = /^(?:expression_statement|(?:augmented_)?assignment_expression)$/.test(
    tree.type(withoutParentheses(tree, node)),
  );
  walker.visit(node, isSetting ? walker.block(context) : context);
}

/** `x instanceof A && x.use()`: the second part is only asked where the first is true, or, of `||`, false. */
export function readBinary(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  walker.visit(left, context);
  if (right === left) return;
  const operator = operatorOf(walker, node);
  const inside =
    operator === "&&"
      ? whereTrue(walker, left, context)
      : operator === "||"
        ? whereFalse(walker, left, context)
        : context;
  visitPossible(walker, right, inside);
}

/** A block of its own where a condition says something of a name. */
export function whereTrue(
  walker: ScriptWalker,
  condition: SyntaxNode,
  context: ScriptContext,
): ScriptContext {
  const found = narrowingsOf(walker, condition, context);
  if (found.length === 0) return context;
  const inside = walker.block(context);
  // The value is that of the name outside, where it is looked for.
  for (const { key, of, type } of found)
    walker.facts.bindUnwritten(inside.scope, key, walker.tree.end(condition), context.scope, [
      "value",
      ["narrowed", of, type],
    ]);
  return inside;
}

/** The same of a condition that is not true: what `!` stands before is. */
function whereFalse(walker: ScriptWalker, condition: SyntaxNode, context: ScriptContext): ScriptContext {
  const negated = negatedBy(walker, condition);
  return negated === NO_NODE ? context : whereTrue(walker, negated, context);
}

/** Binds variables anew in the function at hand. Of members nobody knows what was set before. */
function narrowFromHere(
  walker: ScriptWalker,
  found: readonly Narrowing[],
  at: number,
  context: ScriptContext,
): void {
  for (const { key, of, type } of found) {
    const scope = of[0] === "name" ? scopeOf(walker, context, key) : null;
    if (scope !== null)
      walker.facts.bindUnwritten(scope, key, at, context.scope, ["value", ["narrowed", of, type]]);
  }
}

function narrowingsOf(walker: ScriptWalker, condition: SyntaxNode, context: ScriptContext): Narrowing[] {
  const { tree } = walker;
  const node = withoutParentheses(tree, condition);
  if (tree.type(node) === "call_expression")
    return guardedBy(walker, node, context).flatMap(({ subject, type }) =>
      narrowing(walker, subject, type, context),
    );
  if (tree.type(node) !== "binary_expression") return [];
  const subject = tree.firstChild(node);
  const other = tree.lastChild(node);
  const operator = operatorOf(walker, node);
  if (operator === "&&") return [subject, other].flatMap((part) => narrowingsOf(walker, part, context));
  if (operator !== "instanceof") return [];
  const type = toExpression(walker, other, context);
  return type === null ? [] : narrowing(walker, subject, type, context);
}

/** What is said of `x`, `x.y` or `this.y`. */
function narrowing(
  walker: ScriptWalker,
  subject: SyntaxNode,
  type: Expression,
  context: ScriptContext,
): Narrowing[] {
  const { tree } = walker;
  if (tree.type(subject) === "identifier") {
    const name = tree.textOf(subject);
    return [{ key: name, of: ["name", name], type }];
  }
  const of = tree.type(subject) === "member_expression" ? toExpression(walker, subject, context) : null;
  if (of?.[0] !== "member") return [];
  const key = keyOfMember(of[1], of[2]);
  return key === null ? [] : [{ key, of, type }];
}

/** What stands behind `!`; else `NO_NODE`. */
function negatedBy(walker: ScriptWalker, condition: SyntaxNode): SyntaxNode {
  const { tree } = walker;
  const node = withoutParentheses(tree, condition);
  const isNegation = tree.type(node) === "unary_expression" && tree.textOf(node).startsWith("!");
  return isNegation ? tree.lastChild(node) : NO_NODE;
}

function leaves({ tree }: ScriptWalker, statement: SyntaxNode): boolean {
  const last = tree.type(statement) === "statement_block" ? tree.lastChild(statement) : statement;
  return last !== NO_NODE && LEAVES.test(tree.type(last));
}

/** The scope of the function at hand in which a name is bound; `null` where it is somebody else's. */
function scopeOf({ facts }: ScriptWalker, context: ScriptContext, name: string): number | null {
  for (let scope = context.scope; scope >= 0; scope = facts.scopes[scope]?.parent ?? -1) {
    if (Object.hasOwn(facts.scopes[scope]?.names ?? {}, name)) return scope;
    if (scope === context.functionScope) return null;
  }
  return null;
}

function operatorOf({ tree }: ScriptWalker, node: SyntaxNode): string {
  const [left, right] = [tree.firstChild(node), tree.lastChild(node)];
  const between = tree.text.slice(tree.end(left), tree.start(right));
  return /&&|\|\||\binstanceof\b/u.exec(between)?.[0] ?? "";
}
