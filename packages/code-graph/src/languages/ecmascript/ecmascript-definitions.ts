import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { readClass } from "./ecmascript-classes.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { readNamedFunction } from "./ecmascript-functions.js";
import { toType } from "./ecmascript-types.js";

/** `function f() {}` and `declare function f(): T`. */
export function readFunctionDeclaration(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
): void {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  if (name === "") {
    walker.visitChildren(node, context);
    return;
  }
  const isSignature = tree.type(node) === "function_signature";
  // One of several signatures of the function that follows is no function itself.
  if (isSignature && isOverload(walker, node, name)) return;
  const definition = readNamedFunction(
    walker,
    node,
    { name, outer: statementOf(walker, node), traits: isSignature ? ["declaration"] : [] },
    context,
  );
  // Hoisted: known from the start of its block.
  facts.bind(context.scope, name, -1, context.scope, ["definition", definition]);
}

function isOverload(walker: ScriptWalker, node: SyntaxNode, name: string): boolean {
  const { tree } = walker;
  const isSame = (candidate: SyntaxNode): boolean =>
    /^function_(?:signature|declaration)$/.test(tree.type(candidate)) &&
    tree.textOf(tree.childOfType(candidate, "identifier")) === name;
  const own = tree.nextSibling(node);
  if (isSame(own)) return true;
  const exported = statementOf(walker, node);
  if (exported === node) return false;
  const next = tree.nextSibling(exported);
  return tree.type(next) === "export_statement" && tree.children(next).some(isSame);
}

/** `class`, `interface` and `enum` as statements. */
export function readClassDeclaration(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const name = walker.tree.textOf(walker.tree.childOfType(node, "identifier", "type_identifier"));
  if (name === "") {
    walker.visitChildren(node, context);
    return;
  }
  const at = walker.tree.type(node) === "interface_declaration" ? -1 : walker.tree.end(node);
  const definition = readClass(walker, node, name, statementOf(walker, node), context);
  walker.facts.bind(context.scope, name, at, context.scope, ["definition", definition]);
}

/** A class in the midst of an expression. */
export function readClassExpression(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const name = tree.textOf(tree.childOfType(node, "identifier", "type_identifier"));
  readClass(walker, node, name || "class", node, context);
}

/** `type A = …`. */
export function readAlias(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.firstChild(node));
  const type = toType(tree, tree.lastChild(node));
  // A value of the same name says more about calls than the type does.
  if (Object.hasOwn(facts.scopes[context.scope]?.names ?? {}, name)) return;
  facts.bind(context.scope, name, -1, context.scope, boundValue(type === null ? null : ["instance", type]));
}

/** `namespace N { … }`: an object of what is declared in it. */
export function readNamespace(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.firstChild(node));
  const inside = { ...walker.block(context), namePrefix: `${context.namePrefix}${name}.` };
  walker.visitChildren(tree.lastChild(node), inside);
  const entries = Object.keys(facts.scopes[inside.scope]?.names ?? {}).map(
    (member): readonly [string, Expression] => [member, ["name", member]],
  );
  facts.bind(context.scope, name, tree.end(node), inside.scope, ["value", ["object", entries]]);
}
