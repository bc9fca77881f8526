import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { withoutParentheses } from "../shared/parentheses.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";

/** What a condition says of a name. */
interface Narrowing {
  readonly name: string;
  readonly type: Expression;
}

const LEAVES = /^(?:return|throw|continue|break)_statement$/;

/** `if (x instanceof A) { … }`, and what follows `if (!(x instanceof A)) return`. */
export function readIf(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const [condition = NO_NODE, whenTrue = NO_NODE, ...others] = tree.children(node);
  walker.visit(condition, context);
  walker.visit(whenTrue, whereTrue(walker, condition, context));
  for (const other of others) walker.visit(other, walker.block(context));
  const negated = negatedBy(walker, condition);
  if (negated === NO_NODE || others.length > 0 || !leaves(walker, whenTrue)) return;
  for (const { name, type } of narrowingsOf(walker, negated, context)) {
    const scope = scopeOf(walker, context, name);
    if (scope !== null)
      walker.facts.bind(scope, name, tree.end(node), context.scope, [
        "value",
        ["narrowed", ["name", name], type],
      ]);
  }
}

/** `x instanceof A ? x.use() : y`. */
export function readTernary(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const [condition = NO_NODE, whenTrue = NO_NODE, whenFalse = NO_NODE] = walker.tree.children(node);
  walker.visit(condition, context);
  walker.visit(whenTrue, whereTrue(walker, condition, context));
  walker.visit(whenFalse, context);
}

/** `x instanceof A && x.use()`: the second part is only asked where the first is true. */
export function readBinary(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  walker.visit(left, context);
  if (right === left) return;
  walker.visit(right, isAnd(walker, node) ? whereTrue(walker, left, context) : context);
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
  for (const { name, type } of found)
    walker.facts.bindUnwritten(inside.scope, name, walker.tree.end(condition), context.scope, [
      "value",
      ["narrowed", ["name", name], type],
    ]);
  return inside;
}

function narrowingsOf(walker: ScriptWalker, condition: SyntaxNode, context: ScriptContext): Narrowing[] {
  const { tree } = walker;
  const node = withoutParentheses(tree, condition);
  if (tree.type(node) !== "binary_expression") return [];
  const subject = tree.firstChild(node);
  const other = tree.lastChild(node);
  if (isAnd(walker, node)) return [subject, other].flatMap((part) => narrowingsOf(walker, part, context));
  if (operatorOf(walker, node) !== "instanceof" || tree.type(subject) !== "identifier") return [];
  const type = toExpression(walker, other, context);
  return type === null ? [] : [{ name: tree.textOf(subject), type }];
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

function isAnd(walker: ScriptWalker, node: SyntaxNode): boolean {
  return operatorOf(walker, node) === "&&";
}

function operatorOf({ tree }: ScriptWalker, node: SyntaxNode): string {
  const [left, right] = [tree.firstChild(node), tree.lastChild(node)];
  const between = tree.text.slice(tree.end(left), tree.start(right));
  return /&&|\binstanceof\b/u.exec(between)?.[0] ?? "";
}
