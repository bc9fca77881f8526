import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { CContext, CWalker } from "./c-context.js";
import { declarationParts, parametersOf, readDeclarator } from "./c-declarators.js";
import { declaredType, declaredValue } from "./c-types.js";

/**
 * Binds the parameters of a function or lambda.
 *
 * @param given - what those hold that do not say their type.
 */
export function bindParameters(
  walker: CWalker,
  functionNode: SyntaxNode,
  context: CContext,
  given: ((index: number, isLast: boolean) => Expression) | null = null,
): void {
  const { tree } = walker;
  const parameters = parametersOf(tree, functionNode);
  for (const [index, parameter] of parameters.entries()) {
    const { type, declarators } = declarationParts(tree, parameter);
    const declarator = readDeclarator(tree, declarators[0] ?? NO_NODE);
    const declared = declaredValue(walker, type, declarator, context);
    const value = declared ?? given?.(index, index === parameters.length - 1) ?? null;
    noteConstant(walker, parameter, type, tree.textOf(declarator.name), context);
    bindName(walker, context, tree.textOf(declarator.name), value, tree.start(parameter));
  }
}

/** Notes a name that is declared with `const` in front: calls on it are calls of methods for what must not change. */
export function noteConstant(
  { tree, constants, isCpp }: CWalker,
  node: SyntaxNode,
  type: SyntaxNode,
  name: string,
  { scope }: CContext,
): void {
  const isMarked = tree
    .children(node)
    .some((part) => tree.type(part) === "type_qualifier" && tree.textOf(part) === "const");
  if (isCpp && isMarked && type !== NO_NODE) constants.add(`${scope} ${name}`);
}

/** Types of parameters, `null` where one can't be told. */
export function parameterTypes(
  walker: CWalker,
  parameters: readonly SyntaxNode[],
  context: CContext,
): (Expression | null)[] {
  const { tree } = walker;
  return parameters.map((parameter) => {
    const { type, declarators } = declarationParts(tree, parameter);
    const abstract = tree.children(parameter).find((part) => tree.type(part).startsWith("abstract_"));
    return declaredType(walker, type, readDeclarator(tree, declarators[0] ?? abstract ?? NO_NODE), context);
  });
}

/** Binds the types of `template <typename T, class U = A, int N>` and gives their names in order. */
export function bindTemplateParameters(walker: CWalker, list: SyntaxNode, scope: number): string[] {
  const { tree, facts } = walker;
  const names: string[] = [];
  for (const parameter of tree.children(list)) {
    const isType = /type_parameter_declaration$/.test(tree.type(parameter));
    const name = isType ? tree.textOf(tree.childOfType(parameter, "type_identifier")) : "";
    names.push(name);
    if (name !== "") facts.bind(scope, name, 0, scope, ["value", ["variable", name, null]]);
  }
  return names;
}
