import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { visitTarget } from "./python-accesses.js";
import { bindParameters, bindTarget } from "./python-bindings.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression } from "./python-expressions.js";
import { narrowAfter, narrowedBlock } from "./python-narrowing.js";

/** `for x in xs:` and the `for` of a comprehension. */
export function readLoop(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const [target = NO_NODE, container = NO_NODE, ...rest] = tree.children(node);
  walker.visit(container, context);
  const values = toExpression(tree, container, context.enclosingClass);
  const isStatement = tree.type(node) === "for_statement";
  const inside = isStatement ? walker.loop(context) : context;
  bindTarget(walker, inside, target, values === null ? null : ["item", values], tree.end(container));
  visitTarget(walker, target, inside, "set");
  for (const part of rest) {
    if (tree.type(part) === "else_clause") walker.visit(part, context);
    else if (tree.type(part) === "block") walker.visitChildren(part, inside);
    else walker.visit(part, inside);
  }
}

/** `with x as y`: what `x.__enter__()` returns, which most often is `x`. */
export function readAs(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const value = tree.firstChild(node);
  const target = tree.childOfType(node, "as_pattern_target");
  walker.visit(value, context);
  const entered = toExpression(tree, value, context.enclosingClass);
  const bound: Expression | null = entered === null ? null : ["entered", entered];
  bindTarget(walker, context, target, bound, tree.end(node));
  visitTarget(walker, target, context, "set");
}

/** `return x`, `yield x`. */
export function readResult(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  addReturn(walker, node, context);
  walker.visitChildren(node, context);
}

/** What a function returns, where no annotation says so. */
function addReturn(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const owner = walker.facts.definitions[context.owner];
  if (owner?.kind !== "function" || (owner.returns.length > 0 && owner.returns[0]?.[0] === "instance"))
    return;
  const value = toExpression(walker.tree, walker.tree.firstChild(node), context.enclosingClass);
  if (walker.tree.type(node) === "yield") {
    if (!owner.traits.includes("generator")) owner.traits.push("generator");
    const isWhole = /^yield\s+from\b/.test(walker.tree.textOf(node));
    if (value !== null) owner.returns.push(["list", [isWhole ? ["item", value] : value]]);
  } else if (value !== null && owner.returns.length < 8) owner.returns.push(value);
}

/** `lambda x: …`: its calls belong to the function around it. */
export function readLambda(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const scope = walker.facts.addScope("function", context.scope, context.owner);
  const inside = { ...context, nameScope: scope, scope };
  const parameters = walker.tree.childOfType(node, "lambda_parameters");
  const given = walker.givenToLambdas.get(node) ?? null;
  if (parameters !== NO_NODE) bindParameters(walker, inside, parameters, given);
  const body = walker.tree.lastChild(node);
  if (body !== parameters) walker.visit(body, inside);
}

/** `[x for x in xs]` and the like have a scope of their own. */
export function readComprehension(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const scope = walker.facts.addScope("inline", context.scope, context.owner);
  const inside = { ...context, nameScope: scope, scope };
  const children = walker.tree.children(node);
  // The clauses bind the names that the element, written first, reads.
  for (const clause of children.slice(1)) walker.visit(clause, inside);
  walker.visit(children[0] ?? NO_NODE, inside);
}

/** `global a`, `nonlocal b`: names that live in another scope. */
export function readRedirection(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { scopes } = walker.facts;
  const isNonlocal = walker.tree.type(node) === "nonlocal_statement";
  const names = walker.redirectedNames.get(context.nameScope) ?? new Map<string, number>();
  walker.redirectedNames.set(context.nameScope, names);
  for (const child of walker.tree.children(node)) {
    const name = walker.tree.textOf(child);
    let scope = 0;
    if (isNonlocal)
      for (scope = scopes[context.nameScope]?.parent ?? 0; scope > 0; scope = scopes[scope]?.parent ?? 0)
        if (scopes[scope]?.kind === "function" && Object.hasOwn(scopes[scope]?.names ?? {}, name)) break;
    names.set(name, scope);
  }
}

/** Statements with branches: each is a block. */
export function readBranches(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const isLoop = tree.type(node) === "while_statement";
  const first = isLoop || tree.type(node) === "if_statement" ? tree.firstChild(node) : NO_NODE;
  /** Conditions that are false wherever a clause is entered; of a loop that may be left by `break` nothing is. */
  const failed: SyntaxNode[] = isLoop || first === NO_NODE ? [] : [first];
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === "block") {
      walker.visitChildren(
        child,
        narrowedBlock(walker, first, true, isLoop ? walker.loop(context) : walker.block(context)),
      );
    } else if (type.endsWith("_clause")) {
      visitClause(walker, child, context, failed);
      if (type === "elif_clause") failed.push(tree.firstChild(child));
    } else walker.visit(child, context);
  }
  if (tree.type(node) === "if_statement") narrowAfter(walker, node, context);
}

/** `elif`, `else`, `except`, `finally`, `case`: head and body in one block. */
function visitClause(
  walker: PythonWalker,
  node: SyntaxNode,
  context: PythonContext,
  failed: readonly SyntaxNode[],
): void {
  const { tree } = walker;
  let inside = walker.block(context);
  for (const condition of failed) inside = narrowedBlock(walker, condition, false, inside);
  const isHandler = tree.type(node).startsWith("except");
  for (const child of tree.children(node)) {
    if (tree.type(child) === "block") walker.visitChildren(child, inside);
    else if (isHandler && tree.type(child) === "as_pattern") readCaught(walker, child, inside);
    else walker.visit(child, inside);
    if (tree.type(node) === "elif_clause" && child === tree.firstChild(node))
      inside = narrowedBlock(walker, child, true, inside);
  }
}

/** `except E as e`, `except (E, F) as e`: an object of one of the classes. */
function readCaught(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  walker.visit(tree.firstChild(node), context);
  const caught = toExpression(tree, tree.firstChild(node), context.enclosingClass);
  const classes: readonly Expression[] = caught?.[0] === "list" ? caught[1] : caught === null ? [] : [caught];
  const value: Expression | null = classes.length === 0 ? null : ["instance", ["union", classes]];
  bindTarget(walker, context, tree.childOfType(node, "as_pattern_target"), value, tree.end(node));
}
