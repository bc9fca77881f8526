import { bindName, boundValue } from "../../languages/shared/bind-name.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { LuaContext, LuaWalker } from "./lua-context.fixture.js";
import { readClass, readNamedFunction } from "./lua-definitions.fixture.js";
import { isTable, toExpression } from "./lua-expressions.fixture.js";

/** `local a, b = x, y`. */
export function readLocals(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const { tree } = walker;
  const assignment = tree.childOfType(node, "assignment_statement");
  const list = assignment === NO_NODE ? node : assignment;
  const names = tree.children(tree.childOfType(list, "variable_list"));
  const values = tree.children(tree.childOfType(list, "expression_list"));
  const [name = NO_NODE] = names;
  const [value = NO_NODE] = values;
  const text = tree.textOf(name);
  if (context.scope === 0 && walker.tablesWithFunctions.has(text) && isTable(tree, value)) {
    walker.visit(value, context);
    readClass(walker, node, text, value);
    return;
  }
  visitValues(walker, names, values, node, context);
  names.forEach((each, index) => {
    const bound = toExpression(walker, values[index] ?? NO_NODE);
    bindName(walker, context, tree.textOf(each), bound, tree.end(node));
  });
}

/** `a = x`: of the block that declares `a`, or of the file; `self.a = x`: of the class. */
export function readAssignment(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const { tree, facts } = walker;
  const targets = tree.children(tree.childOfType(node, "variable_list"));
  const values = tree.children(tree.childOfType(node, "expression_list"));
  visitValues(walker, targets, values, node, context);
  targets.forEach((target, index) => {
    const value = toExpression(walker, values[index] ?? NO_NODE);
    if (tree.type(target) === "identifier") {
      const name = tree.textOf(target);
      const scope = declaringScope(walker, context, name);
      facts.bind(scope, name, tree.end(node), context.scope, boundValue(value));
      return;
    }
    walker.visit(target, context);
    const self = facts.scopes[declaringScope(walker, context, "self")]?.names.self?.[0]?.value;
    const isField =
      tree.type(target) === "dot_index_expression" && tree.textOf(tree.firstChild(target)) === "self";
    if (isField && value !== null && self?.[0] === "value" && self[1][0] === "self")
      facts.attributes.push({
        definition: self[1][1],
        name: tree.textOf(tree.lastChild(target)),
        value,
        scope: context.scope,
        at: tree.end(node),
      });
  });
}

/** `for i = 1, 9` and `for k, v in pairs(t)`: the last name is an element, the others tell nothing. */
export function readLoopNames(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const { tree } = walker;
  if (tree.type(node) === "for_numeric_clause") {
    walker.visitChildren(node, context);
    bindName(walker, context, tree.textOf(tree.firstChild(node)), ["literal"], tree.end(node));
    return;
  }
  const [iterator = NO_NODE] = tree.children(tree.childOfType(node, "expression_list"));
  walker.visit(iterator, context);
  const isOfTable = /^i?pairs$/.test(tree.textOf(tree.firstChild(iterator)));
  const container = toExpression(walker, tree.firstChild(tree.childOfType(iterator, "arguments")));
  const names = tree.children(tree.childOfType(node, "variable_list"));
  names.forEach((name, index) => {
    const isElement = isOfTable && container !== null && index === 1;
    bindName(walker, context, tree.textOf(name), isElement ? ["item", container] : null, tree.end(node));
  });
}

function visitValues(
  walker: LuaWalker,
  names: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  outer: SyntaxNode,
  context: LuaContext,
): void {
  const { tree } = walker;
  values.forEach((value, index) => {
    const name = names[index] ?? NO_NODE;
    if (tree.type(value) === "function_definition" && tree.type(name) === "identifier")
      readNamedFunction(walker, value, tree.textOf(name), outer, context);
    else walker.visit(value, context);
  });
}

function declaringScope({ facts }: LuaWalker, context: LuaContext, name: string): number {
  let scope = context.scope;
  while (scope > 0 && !Object.hasOwn(facts.scopes[scope]?.names ?? {}, name))
    scope = facts.scopes[scope]?.parent ?? 0;
  return scope;
}
