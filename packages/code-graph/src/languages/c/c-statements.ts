import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import { addConstructionOf } from "./c-constructions.js";
import type { CContext, CWalker } from "./c-context.js";
import { declarationParts, readDeclarator } from "./c-declarators.js";
import { toExpression } from "./c-expressions.js";
import { bindParameters, noteConstant } from "./c-parameters.js";
import { declaredValue } from "./c-types.js";

/** `for (T x : xs) …`. */
export function readRangeLoop(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const inside = walker.block(context);
  const parts = tree.children(node);
  const body = parts.at(-1) ?? NO_NODE;
  const container = parts.at(-2) ?? NO_NODE;
  for (const part of parts.slice(0, -2))
    if (tree.type(part) === "init_statement") walker.visitChildren(part, inside);
  walker.visit(container, inside);
  const values = toExpression(walker, container, inside);
  const element: Expression | null = values === null ? null : ["item", values];
  const { type, declarators } = declarationParts(tree, node);
  const declarator = readDeclarator(tree, declarators[0] ?? NO_NODE);
  const at = tree.end(container);
  if (tree.type(declarator.name) === "structured_binding_declarator") {
    const names = tree.children(declarator.name);
    names.forEach((name, index) => {
      const part: Expression | null =
        element === null ? null : ["destructured", element, index, names.length];
      // Of a map the elements are the values: `[key, value]`.
      const isValue = part !== null && element !== null && index === 1 && names.length === 2;
      const value: Expression | null = isValue ? ["firstKnown", [part, element]] : part;
      bindName(walker, inside, tree.textOf(name), value, at);
    });
  } else
    bindName(
      walker,
      inside,
      tree.textOf(declarator.name),
      declaredValue(walker, type, declarator, inside) ?? element,
      at,
    );
  noteConstant(walker, node, type, tree.textOf(declarator.name), inside);
  walker.visit(body, inside);
}

/** `catch (const T& e) { … }`. */
export function readCatch(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const inside = walker.block(context);
  bindParameters(walker, node, inside);
  walker.visitChildren(walker.tree.childOfType(node, "compound_statement"), inside);
}

/** `return e;`: what a function gives that does not say so. */
export function readReturn(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts } = walker;
  walker.visitChildren(node, context);
  const list = tree.firstChild(node);
  const made =
    list !== NO_NODE && tree.type(list) === "initializer_list" ? resultHere(walker, context) : null;
  // `return {1};` makes what the function says that it gives.
  if (made !== null && tree.firstChild(list) !== NO_NODE)
    addConstructionOf(walker, node, made, "return", list, context);
  if (context.returnsFrom === -1) return;
  const value = toExpression(walker, tree.firstChild(node), context);
  if (value !== null) facts.definitions[context.returnsFrom]?.returns.push(value);
}

/** The type that the function at hand says that it gives; `null` in a lambda, which is no definition of its own. */
function resultHere({ facts, isCpp }: CWalker, { owner, scope }: CContext): Expression | null {
  const definition = facts.definitions[owner];
  let around = scope;
  while (around > 0 && facts.scopes[around]?.kind === "block") around = facts.scopes[around]?.parent ?? 0;
  const result = definition?.scope === around && isCpp ? definition.returns[0] : undefined;
  return result?.[0] === "instance" ? result[1] : null;
}

/** `#if X`: all branches are read, but what `#if 0` takes out. */
export function readCondition(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const condition = tree.firstChild(node);
  const isOff = tree.type(node) === "preproc_if" && tree.textOf(condition) === "0";
  const isGuard = /^#[ \t]*ifndef\b|^#[ \t]*if[ \t]+!/.test(tree.textOf(node)) && tree.start(node) < 4000;
  const inside = isGuard ? context : { ...context, isConditional: true };
  for (const part of tree.children(node)) {
    if (part === condition) continue;
    if (!isOff || /^preproc_el/.test(tree.type(part))) walker.visit(part, inside);
  }
}
