import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { ObjectEntry, ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { exportAssigned } from "./ecmascript-exports.js";
import { isBound, toExpression } from "./ecmascript-expressions.js";
import { staticMember } from "./ecmascript-library.js";
import { definitionNamed, writeIntoObject } from "./ecmascript-object-writes.js";

/**
 * Calls that give one thing the members of others: `Object.assign(X.prototype, { … })`, `inherits(Sub, Base)`. They hand nothing
 * over that would be called. `false` for all other calls.
 */
export function readMerge(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): boolean {
  const { tree } = walker;
  const callee = tree.textOf(tree.firstChild(node));
  const [target, ...sources] = tree.children(tree.childOfType(node, "arguments"));
  if (target === undefined) return false;
  if (callee === "Object.assign") {
    walker.visit(target, context);
    for (const source of sources) mergeMembers(walker, target, source, context, tree.end(node));
    return true;
  }
  const [base] = sources;
  if (base === undefined || !/(?:^|\.)(?:inherits|setPrototypeOf)$/.test(callee)) return false;
  walker.visitChildren(tree.firstChild(node), context);
  addBase(walker, target, base, context);
  return true;
}

function addBase(walker: ScriptWalker, target: SyntaxNode, base: SyntaxNode, context: ScriptContext): void {
  const definition = definitionNamed(walker, constructorOf(walker, target), context);
  const value = toExpression(walker, constructorOf(walker, base), context);
  if (definition !== null && value !== null)
    (walker.facts.definitions[definition]?.bases as Expression[] | undefined)?.push(value);
}

/** `X` of `X.prototype`. */
function constructorOf({ tree }: ScriptWalker, node: SyntaxNode): SyntaxNode {
  return tree.textOf(node).endsWith(".prototype") ? tree.firstChild(node) : node;
}

function mergeMembers(
  walker: ScriptWalker,
  target: SyntaxNode,
  source: SyntaxNode,
  context: ScriptContext,
  at: number,
): void {
  const { tree, facts } = walker;
  const text = tree.textOf(target);
  const isExports =
    /^(?:module\.)?exports$/.test(text) && !isBound(walker, context.scope, text.replace(/\..*/, ""));
  const isPrototype = text.endsWith(".prototype");
  const definition = definitionNamed(walker, constructorOf(walker, target), context);
  const self: Expression | null =
    definition !== null ? [isPrototype ? "self" : "own", definition] : toExpression(walker, target, context);
  if (tree.type(source) === "object" && /^[\w$.]+$/.test(text)) {
    const prefix = isExports ? "" : `${tree.textOf(constructorOf(walker, target))}.`;
    walker.namedObject(source, prefix, { ...context, objectValue: self });
  } else walker.visit(source, context);
  const value = toExpression(walker, source, { ...context, thisValue: self });
  const entries: readonly ObjectEntry[] = value?.[0] === "object" ? value[1] : [];
  for (const [name, entry] of entries) {
    if (isExports) exportAssigned(walker, name, entry);
    else if (definition !== null)
      facts.attributes.push({
        definition,
        name: isPrototype ? name : staticMember(name),
        value: entry,
        scope: context.scope,
        at,
      });
    else if (tree.type(target) === "identifier") writeIntoObject(walker, context, text, name, entry, at);
  }
}
