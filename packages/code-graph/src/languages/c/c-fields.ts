import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { isClassDefinition, readClass, readSpecifier } from "./c-classes.js";
import { addConstruction } from "./c-constructions.js";
import type { CContext, CWalker } from "./c-context.js";
import { declarationParts, readDeclarator } from "./c-declarators.js";
import { addPureFunction, declareFunction } from "./c-functions.js";
import { declaredValue } from "./c-types.js";

/** A field, or a method that is declared. */
export function readField(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts } = walker;
  const { type, declarators } = declarationParts(tree, node);
  if (isClassDefinition(walker, type))
    readClass(walker, type, declarators.length === 0 ? node : type, "", context);
  else if (declarators.length === 0) readSpecifier(walker, type, context);
  for (const declaratorNode of declarators) {
    const declarator = readDeclarator(tree, declaratorNode);
    if (declarator.name === NO_NODE) continue;
    if (declarator.function !== NO_NODE && !declarator.isFunctionPointer) {
      const rest = tree.text.slice(tree.end(declaratorNode), tree.end(node));
      if (/^\s*=\s*0\s*;?\s*$/.test(rest)) addPureFunction(walker, node, type, declarator, context);
      else declareFunction(walker, node, type, declarator, context);
      continue;
    }
    const name = tree.textOf(declarator.name);
    const value = declaredValue(walker, type, declarator, context);
    facts.bind(
      context.scope,
      name,
      tree.start(node),
      context.scope,
      value === null ? ["unknown"] : ["value", value],
    );
  }
  readDefaultValue(walker, node, type, declarators, context);
}

/** `int x = f();` in a class. */
function readDefaultValue(
  walker: CWalker,
  node: SyntaxNode,
  type: SyntaxNode,
  declarators: readonly SyntaxNode[],
  context: CContext,
): void {
  const { tree } = walker;
  for (const part of tree.children(node)) {
    if (part === type || declarators.includes(part)) continue;
    const kind = tree.type(part);
    if (/_specifier$|_qualifier$|^bitfield_clause$|^virtual$|^attribute_/.test(kind)) continue;
    const read = (): void => {
      walker.visit(part, { ...context, container: "body" });
      if (kind === "initializer_list") addConstruction(walker, part, type, part, context);
    };
    if (walker.deferred === null) read();
    else walker.deferred.push(read);
  }
}
