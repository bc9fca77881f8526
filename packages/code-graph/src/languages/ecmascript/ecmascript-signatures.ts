import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { acceptedTypes } from "../shared/mentions.js";
import { type ScriptWalker, signatureKey } from "./ecmascript-context.js";
import { parameterTypes, positional, toType } from "./ecmascript-types.js";

/** `function (this: T)`. */
export function declaredThis({ tree }: ScriptWalker, parameters: SyntaxNode): Expression | null {
  if (parameters === NO_NODE) return null;
  const [first = NO_NODE] = tree.children(parameters);
  if (first === NO_NODE || tree.childOfType(first, "this") === NO_NODE) return null;
  const type = toType(tree, tree.childOfType(first, "type_annotation"));
  return type === null || type[0] === "literal" ? null : ["instance", type];
}

/** Notes what the types of parameters say of type variables, and of functions that are passed for them. */
export function noteTypes(walker: ScriptWalker, parameters: SyntaxNode, open: OpenTypes): void {
  const types = parameterTypes(walker.tree, parameters);
  const accepts = acceptedTypes(types, walker.typeVariables);
  if (accepts !== undefined) open.accepts = accepts;
  const takes = types.map((type, index) => (accepts?.[index] == null ? functionsIn(type) : null));
  if (takes.some((type) => type !== null)) open.takes = takes;
}

/** What a {@link noteTypes} says it of. */
interface OpenTypes {
  accepts?: readonly (Expression | null)[];
  takes?: readonly (Expression | null)[];
}

/** A type that a function may be of, or that has such members. */
function functionsIn(type: Expression | null): Expression | null {
  return type === null || type[0] === "literal" ? null : type;
}

/** Notes a signature of a function that comes with several. */
export function noteSignature(walker: ScriptWalker, node: SyntaxNode, scope: number, name: string): void {
  const { tree, signatures } = walker;
  const key = signatureKey(scope, name);
  const known = signatures.get(key) ?? [];
  signatures.set(key, known);
  const result = toType(tree, returnTypeOf(walker, node));
  const parameters = tree.childOfType(node, "formal_parameters");
  const takes = parameterTypes(tree, parameters).map(functionsIn);
  known.push({
    parameters: positional(tree, parameters).map((parameter) =>
      tree.textOf(tree.firstChild(tree.childOfType(parameter, "type_annotation"))),
    ),
    result: result === null ? null : ["instance", result],
    ...(takes.some((type) => type !== null) ? { takes } : {}),
  });
}

/** Node of the type that a function returns. */
export function returnTypeOf(walker: ScriptWalker, node: SyntaxNode): SyntaxNode {
  return walker.tree.childOfType(node, "type_annotation");
}
