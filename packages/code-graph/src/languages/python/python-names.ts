import type { Expression } from "../../facts/expression.js";
import { type BoundValue, FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { PythonPlace, PythonReader } from "./python-context.js";
import { toExpression, toType } from "./python-expression.js";

const UNKNOWN: BoundValue = ["unknown"];

/** Binds a name where Python puts it: in the innermost function, class or module, or where `global` says. */
export function bindName(
  reader: PythonReader,
  place: PythonPlace,
  name: string,
  at: number,
  value: BoundValue,
): void {
  const redirected = reader.redirectedNames.get(place.nameScope)?.get(name);
  const scope = redirected ?? place.nameScope;
  reader.facts.bind(scope, name, at, redirected === undefined ? place.block : redirected, value);
}

/** Binds every name of an assignment target; `value` is `null` when it can't be told. */
export function bindTarget(
  reader: PythonReader,
  place: PythonPlace,
  target: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const { tree } = reader;
  switch (tree.type(target)) {
    case "identifier":
      bindName(reader, place, tree.textOf(target), at, value === null ? UNKNOWN : ["value", value]);
      break;
    case "attribute":
      bindAttribute(reader, place, target, value, at);
      break;
    case "as_pattern_target":
    case "parenthesized_expression":
      bindTarget(reader, place, tree.firstChild(target), value, at);
      break;
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "list_splat_pattern":
    case "tuple":
    case "list": {
      const parts = tree.children(target);
      parts.forEach((part, index) => {
        bindTarget(reader, place, part, partOf(value, index, parts.length), at);
      });
      break;
    }
    default:
      break;
  }
}

/** `a, b = f, g` binds part by part; of anything else that is unpacked linking finds the part. */
function partOf(value: Expression | null, index: number, count: number): Expression | null {
  if (value === null) return null;
  if (value[0] === "list" && value[1].length === count) return value[1][index] ?? null;
  return ["part", value, index, count];
}

function bindAttribute(
  reader: PythonReader,
  place: PythonPlace,
  target: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const { tree, facts } = reader;
  const object = tree.firstChild(target);
  if (value === null || place.enclosingClass === -1 || tree.type(object) !== "identifier") return;
  const bound = selfOf(reader, place, tree.textOf(object));
  if (bound === null) return;
  facts.attributes.push({
    definition: bound,
    name: tree.textOf(tree.nextSibling(object)),
    value,
    scope: place.block,
    at,
  });
}

/** The class that a name stands for an instance of, when the name is a method's first parameter. */
function selfOf(reader: PythonReader, place: PythonPlace, name: string): number | null {
  for (let scope = place.block; scope >= 0; scope = reader.facts.scopes[scope]?.parent ?? -1) {
    const names = reader.facts.scopes[scope]?.names;
    const [first, ...others] = (names && Object.hasOwn(names, name) ? names[name] : undefined) ?? [];
    if (first === undefined) continue;
    const { value } = first;
    if (others.length > 0 || value[0] !== "value") return null;
    return value[1][0] === "self" || value[1][0] === "own" ? value[1][1] : null;
  }
  return null;
}

/** Binds the parameters of a function or lambda in its scope. */
export function bindParameters(
  reader: PythonReader,
  place: PythonPlace,
  parameters: SyntaxNode,
  receiver: Expression | null,
): void {
  const { tree } = reader;
  let isFirst = true;
  for (const parameter of tree.children(parameters)) {
    const type = tree.type(parameter);
    if (type === "keyword_separator" || type === "positional_separator") continue;
    const at = tree.start(parameters);
    const nameNode = type === "identifier" ? parameter : tree.firstChild(parameter);
    const isSplat = type.endsWith("splat_pattern") || tree.type(nameNode).endsWith("splat_pattern");
    const identifier = tree.type(nameNode) === "identifier" ? nameNode : tree.firstChild(nameNode);
    const annotation = toType(tree, tree.childOfType(parameter, "type"));
    let value: Expression | null = annotation === null ? null : ["instance", annotation];
    if (isSplat) value = ["list", value === null ? [] : [value]];
    else if (isFirst && receiver !== null) value = receiver;
    isFirst = false;
    if (tree.type(identifier) === "identifier")
      bindName(reader, place, tree.textOf(identifier), at, value === null ? UNKNOWN : ["value", value]);
    // A default value is evaluated where the function is defined.
    if (type === "default_parameter" || type === "typed_default_parameter") {
      const outer = reader.facts.scopes[place.nameScope]?.parent ?? 0;
      const owner = reader.facts.scopes[outer]?.owner ?? FILE_ITSELF;
      reader.visit(tree.lastChild(parameter), { ...place, owner, block: outer });
    }
  }
}

/** `x = value`, `x: Type = value`, `x: Type`. */
export function readAssignment(reader: PythonReader, node: SyntaxNode, place: PythonPlace): void {
  const { tree } = reader;
  const [target = NO_NODE, ...rest] = tree.children(node);
  const annotationNode = rest.find((child) => tree.type(child) === "type") ?? NO_NODE;
  const right = rest.find((child) => tree.type(child) !== "type") ?? NO_NODE;
  let source = right;
  while (tree.type(source) === "assignment") source = tree.lastChild(source);
  const annotation = toType(tree, annotationNode);
  const assigned = toExpression(tree, source, place.enclosingClass);
  const declared: Expression | null = annotation === null ? null : ["instance", annotation];
  const value =
    declared !== null && assigned !== null
      ? (["first", [declared, assigned]] as const)
      : (declared ?? assigned);
  if (place.nameScope === 0 && tree.textOf(target) === "__all__")
    reader.facts.listedNames = readNames(tree.textOf(right));
  bindTarget(reader, place, target, value, tree.end(node));
  if (tree.type(target) !== "identifier") reader.visit(target, place);
  reader.visit(right, place);
}

function readNames(text: string): string[] | null {
  if (!/^[[(]\s*(["'][\w.]+["']\s*,?\s*)*[\])]$/.test(text)) return null;
  return [...text.matchAll(/["']([\w.]+)["']/g)].map((match) => match[1] ?? "");
}
