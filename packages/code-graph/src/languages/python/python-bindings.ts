import type { Expression } from "../../facts/expression.js";
import { accessorKey, type BoundValue, FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { readAttribute, visitTarget } from "./python-accesses.js";
import { aliasedType } from "./python-aliases.js";
import { bindAttribute, bindMember, forgetNarrowed } from "./python-attributes.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression, toType } from "./python-expressions.js";
import { fillPlace } from "./python-fillings.js";
import { readListed } from "./python-listed-names.js";

/** Binds a name where Python puts it: in the innermost function, class or module, or where `global` says. */
export function bindName(
  walker: PythonWalker,
  context: PythonContext,
  name: string,
  at: number,
  value: BoundValue,
): void {
  const redirected = walker.redirectedNames.get(context.nameScope)?.get(name);
  const scope = redirected ?? context.nameScope;
  walker.facts.bind(scope, name, at, context.scope, value);
  // Where a condition has narrowed the name, it is from here on what it is set to.
  const { scopes } = walker.facts;
  for (let block = context.scope; block > scope; block = scopes[block]?.parent ?? -1)
    if (scopes[block]?.kind === "block" && Object.hasOwn(scopes[block]?.names ?? {}, name))
      walker.facts.bind(block, name, at, context.scope, value);
  forgetNarrowed(walker, context, scope, (key) => key.startsWith(`${name}.`), at);
}

/** `x += value`: what the operator gives, or `x` itself. */
export function readAugmented(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const target = tree.firstChild(node);
  if (context.nameScope === 0) readListed(walker, target, tree.lastChild(node), true);
  if (tree.type(target) === "attribute") readAttribute(walker, target, context);
  visitTarget(walker, target, context, "set");
  walker.visit(tree.lastChild(node), context);
}

/** `del x`: from here on the name means nothing. */
export function readDeletion(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const [only = NO_NODE] = tree.children(node);
  const targets = tree.type(only) === "expression_list" ? tree.children(only) : tree.children(node);
  for (const target of targets)
    if (tree.type(target) === "identifier")
      bindName(walker, context, tree.textOf(target), tree.end(node), ["value", ["literal"]]);
    else visitTarget(walker, target, context, "delete");
}

/** Binds every name of an assignment target; `value` is `null` when it can't be told. */
export function bindTarget(
  walker: PythonWalker,
  context: PythonContext,
  target: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const { tree } = walker;
  switch (tree.type(target)) {
    case "identifier":
      bindName(walker, context, tree.textOf(target), at, boundValue(value));
      break;
    case "attribute":
      bindAttribute(walker, context, target, value, at);
      forgetNarrowed(walker, context, context.nameScope, (key) => key === tree.textOf(target), at);
      bindMember(walker, context, target, value, at);
      break;
    case "subscript":
      fillPlace(walker, context, target, value);
      break;
    case "list_splat_pattern":
    case "as_pattern_target":
    case "parenthesized_expression":
      bindTarget(walker, context, tree.firstChild(target), value, at);
      break;
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "list": {
      const parts = tree.children(target);
      const star = parts.findIndex((part) => tree.type(part) === "list_splat_pattern");
      parts.forEach((part, index) => {
        bindTarget(walker, context, part, partOf(value, index, parts.length, star), at);
      });
      break;
    }
    default:
      break;
  }
}

/** `a, b = f, g` binds part by part; of anything else that is unpacked linking finds the part. */
function partOf(value: Expression | null, index: number, count: number, star: number): Expression | null {
  if (value === null) return null;
  if (index === star) return ["slice", value];
  // What comes after `*rest` is counted from the end.
  if (star !== -1) return ["at", value, index < star ? index : index - count];
  if (value[0] === "list" && value[1].length === count) return value[1][index] ?? null;
  return ["destructured", value, index, count];
}

/** Binds the parameters of a function or lambda in its scope; gives the types of those that a caller passes. */
export function bindParameters(
  walker: PythonWalker,
  context: PythonContext,
  parameters: SyntaxNode,
  receiver: Expression | null,
): readonly (Expression | null)[] {
  const { tree } = walker;
  let isFirst = true;
  const types: (Expression | null)[] = [];
  for (const parameter of tree.children(parameters)) {
    const type = tree.type(parameter);
    if (type === "keyword_separator" || type === "positional_separator") continue;
    const at = tree.start(parameters);
    const nameNode = type === "identifier" ? parameter : tree.firstChild(parameter);
    const isSplat = type.endsWith("splat_pattern") || tree.type(nameNode).endsWith("splat_pattern");
    const identifier = tree.type(nameNode) === "identifier" ? nameNode : tree.firstChild(nameNode);
    const annotation = toType(tree, tree.childOfType(parameter, "type"));
    if (!(isFirst && receiver !== null)) types.push(isSplat ? null : annotation);
    let value: Expression | null = annotation === null ? null : ["instance", annotation];
    const isReceiver = isFirst && receiver !== null;
    const open = walker.facts.definitions[context.owner];
    const isNamedRest = type.startsWith("dictionary_") || tree.type(nameNode).startsWith("dictionary_");
    if (isNamedRest) value = ["dict", value === null ? [] : [["", value, ["literal"]]]];
    else if (isSplat) value = ["list", value === null ? [] : [value]];
    else if (isReceiver) value = receiver;
    else if (value === null && open?.scope === context.nameScope) {
      const fallback = /^(?:typed_)?default_parameter$/.test(type) ? tree.lastChild(parameter) : NO_NODE;
      const given = fallback === NO_NODE ? null : toExpression(tree, fallback, -1);
      value = ["parameter", context.owner, types.length - 1, tree.textOf(identifier), given];
    }
    isFirst = false;
    if (tree.type(identifier) === "identifier")
      bindName(walker, context, tree.textOf(identifier), at, boundValue(value));
    // A default value is evaluated where the function is defined.
    if (type === "default_parameter" || type === "typed_default_parameter") {
      const outer = walker.facts.scopes[context.nameScope]?.parent ?? 0;
      const owner = walker.facts.scopes[outer]?.owner ?? FILE_ITSELF;
      walker.visit(tree.lastChild(parameter), { ...context, owner, scope: outer });
    }
  }
  return types;
}

/** `x = value`, `x: Type = value`, `x: Type`. */
export function readAssignment(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const [target = NO_NODE, ...rest] = tree.children(node);
  const annotationNode = rest.find((child) => tree.type(child) === "type") ?? NO_NODE;
  const right = rest.find((child) => tree.type(child) !== "type") ?? NO_NODE;
  let source = right;
  while (tree.type(source) === "assignment") source = tree.lastChild(source);
  const annotation = toType(tree, annotationNode);
  const assigned = toExpression(tree, source, context.enclosingClass);
  const declared: Expression | null = annotation === null ? null : ["instance", annotation];
  const alias = aliasedType(tree, target, annotationNode, right);
  const known = alias === null ? [declared, assigned] : [assigned, alias];
  const parts = known.filter((part) => part !== null);
  const value: Expression | null = parts.length > 1 ? ["firstKnown", parts] : (parts[0] ?? null);
  if (context.nameScope === 0) readListed(walker, target, right, false);
  if (/^(?:[\w.]+\.)?TypeVar\s*\(/.test(tree.textOf(right))) walker.typeVariables.add(tree.textOf(target));
  bindTarget(walker, context, target, value, tree.end(node));
  if (tree.type(right) === "call") bindProperty(walker, context, target, right);
  // `self.x: int` alone sets nothing.
  if (tree.type(target) !== "identifier" && right !== NO_NODE) visitTarget(walker, target, context, "set");
  walker.visit(right, context);
}

const ACCESSORS = [
  ["get", "fget"],
  ["set", "fset"],
  ["delete", "fdel"],
] as const;

/** `x = property(get, set)` in a class. */
function bindProperty(
  walker: PythonWalker,
  context: PythonContext,
  target: SyntaxNode,
  call: SyntaxNode,
): void {
  const { tree, facts } = walker;
  if (tree.type(target) !== "identifier" || tree.textOf(tree.firstChild(call)) !== "property") return;
  if (facts.scopes[context.nameScope]?.kind !== "class") return;
  const args = tree.children(tree.childOfType(call, "argument_list"));
  for (const [index, [kind, name]] of ACCESSORS.entries()) {
    const named = args.find(
      (arg) => tree.type(arg) === "keyword_argument" && tree.textOf(tree.firstChild(arg)) === name,
    );
    const place = args[index];
    const given = named ?? (place !== undefined && tree.type(place) !== "keyword_argument" ? place : NO_NODE);
    const accessor = toExpression(tree, named === undefined ? given : tree.lastChild(given), -1);
    if (accessor !== null)
      bindName(walker, context, accessorKey(kind, tree.textOf(target)), tree.end(call), ["value", accessor]);
  }
}

/** `(x := value)`. */
export function readNamedExpression(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const value = toExpression(tree, tree.lastChild(node), context.enclosingClass);
  bindName(walker, context, tree.textOf(tree.firstChild(node)), tree.end(node), boundValue(value));
  walker.visit(tree.lastChild(node), context);
}
