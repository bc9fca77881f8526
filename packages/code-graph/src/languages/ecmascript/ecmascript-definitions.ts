import type { BoundValue } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { readClass } from "./ecmascript-classes.js";
import { noteConstant } from "./ecmascript-constants.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { bindTypeParameters, readNamedFunction } from "./ecmascript-functions.js";
import { noteSignature } from "./ecmascript-signatures.js";
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
  if (isSignature && isOverload(walker, node, name)) {
    noteSignature(walker, node, context.scope, name);
    return;
  }
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
  const names = walker.facts.scopes[context.scope]?.names ?? {};
  const isMerged = walker.tree.type(node) === "interface_declaration" && Object.hasOwn(names, name);
  if (isMerged && walker.typeNames.some((known) => known.scope === context.scope && known.name === name))
    return;
  if (walker.tree.type(node) === "interface_declaration")
    walker.typeNames.push({
      name,
      scope: context.scope,
      block: context.scope,
      value: ["definition", definition],
    });
  if (!isMerged) walker.facts.bind(context.scope, name, at, context.scope, ["definition", definition]);
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
  noteConstant(walker, { kind: "type", name, outer: node }, context);
  const isHidden = Object.hasOwn(facts.scopes[context.scope]?.names ?? {}, name);
  const bind = (block: number, value: BoundValue): void => {
    walker.typeNames.push({ name, scope: context.scope, block, value });
    // By its name alone a value is meant.
    if (!isHidden) facts.bind(context.scope, name, -1, block, value);
  };
  const parameters = tree.childOfType(node, "type_parameters");
  const names = tree.children(parameters).map((parameter) => tree.textOf(tree.firstChild(parameter)));
  if (parameters === NO_NODE || type === null) {
    bind(context.scope, boundValue(type === null ? null : ["instance", type]));
    return;
  }
  const inside = facts.addScope("block", context.scope, context.owner);
  bindTypeParameters(walker, node, { ...context, scope: inside });
  bind(inside, ["value", ["alias", names, type]]);
}
