import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { bindName } from "./python-bindings.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toType } from "./python-expressions.js";
import { parseAnnotation } from "./python-types.js";

/** Binds `T` of `[T]`, `[T: Bound]`, `[T: (A, B)]`, `[*Ts]` and `[**P]` in a scope, and gives the names in their order. */
export function bindTypeParameters(walker: PythonWalker, list: SyntaxNode, scope: number): string[] {
  const { tree, facts } = walker;
  const names: string[] = [];
  for (const parameter of list === NO_NODE ? [] : tree.children(list)) {
    const inner = tree.firstChild(parameter);
    const isConstrained = tree.type(inner) === "constrained_type";
    const name = tree.textOf(isConstrained ? tree.firstChild(inner) : inner).replace(/^\*+/, "");
    const bound = isConstrained ? boundOf(walker, tree.lastChild(inner)) : null;
    names.push(name);
    walker.typeVariables.add(name);
    facts.bind(scope, name, -1, scope, ["value", ["variable", name, bound]]);
  }
  return names;
}

function boundOf({ tree }: PythonWalker, node: SyntaxNode): Expression | null {
  const inner = tree.firstChild(node);
  if (inner === NO_NODE || tree.type(inner) !== "tuple") return toType(tree, node);
  const choices = tree.children(inner).map((choice) => parseAnnotation(tree.textOf(choice)));
  return choices.every((choice) => choice !== null) ? ["union", choices] : null;
}

/** `type Alias[T] = …`. */
export function readTypeAlias(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const [head = NO_NODE, target = NO_NODE] = tree.children(node);
  if (head === NO_NODE) return;
  const inner = tree.firstChild(head);
  const isGeneric = tree.type(inner) === "generic_type";
  const name = tree.textOf(isGeneric ? tree.firstChild(inner) : inner);
  const type = toType(tree, target);
  const parameters = isGeneric
    ? tree.children(tree.childOfType(inner, "type_parameter")).map((parameter) => tree.textOf(parameter))
    : [];
  if (type === null || parameters.length === 0) {
    bindName(walker, context, name, tree.end(node), boundValue(type === null ? null : ["instance", type]));
    return;
  }
  const inside = walker.block(context).scope;
  for (const parameter of parameters)
    walker.facts.bind(inside, parameter, -1, inside, ["value", ["variable", parameter, null]]);
  walker.facts.bind(context.nameScope, name, tree.end(node), inside, ["value", ["alias", parameters, type]]);
}
