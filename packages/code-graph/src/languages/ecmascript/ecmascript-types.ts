import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { MAX_TYPE_DEPTH } from "../shared/expression-limits.js";

/** The type after the colon of an annotation (or an annotation itself), as far as resolution follows it. */
export function toType(tree: SyntaxTree, node: SyntaxNode, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_TYPE_DEPTH) return null;
  const first = tree.firstChild(node);
  const all = (nodes: readonly SyntaxNode[]): Expression[] =>
    nodes.map((child) => toType(tree, child, depth + 1)).filter((type) => type !== null);
  switch (tree.type(node)) {
    case "type_annotation":
    case "readonly_type":
    case "parenthesized_type":
    case "optional_type":
    case "rest_type":
    case "constraint":
    case "default_type":
      return toType(tree, first, depth + 1);
    case "type_identifier":
    case "identifier":
      return ["name", tree.textOf(node)];
    case "predefined_type":
    case "literal_type":
    case "template_literal_type":
      return ["literal"];
    case "this_type":
      return ["name", "this"];
    case "nested_type_identifier":
    case "nested_identifier":
    case "member_expression": {
      const object = toType(tree, first, depth + 1);
      return object === null ? null : ["member", object, tree.textOf(tree.lastChild(node))];
    }
    case "call_expression": {
      const specifier = stringValue(tree, tree.firstChild(tree.lastChild(node)));
      return tree.textOf(first) === "import" && specifier !== null ? ["module", specifier] : null;
    }
    case "generic_type": {
      const base = toType(tree, first, depth + 1);
      const args = tree.children(tree.lastChild(node)).map((argument) => toType(tree, argument, depth + 1));
      const [only] = args;
      // Of the language's own types those that ask a function or class.
      const of = tree.textOf(first);
      if (only != null && of === "ReturnType") return ["typed", ["call", ["instance", only]]];
      if (only != null && of === "InstanceType") return ["typed", ["new", ["instance", only]]];
      return base === null
        ? null
        : ["generic", base, args.map((argument): Expression => argument ?? ["literal"])];
    }
    case "type_query": {
      const value = toType(tree, first, depth + 1);
      return value === null ? null : ["typed", value];
    }
    case "lookup_type": {
      const object = toType(tree, first, depth + 1);
      const key = tree.firstChild(tree.lastChild(node));
      if (object === null) return null;
      const name = stringValue(tree, key);
      if (name !== null) return ["typed", ["member", ["instance", object], name]];
      return tree.textOf(tree.lastChild(node)) === "number"
        ? ["typed", ["item", ["instance", object]]]
        : null;
    }
    case "union_type":
    case "intersection_type": {
      const members = all(tree.children(node));
      return members.length === 0 ? null : ["union", members];
    }
    case "array_type":
    case "tuple_type":
      return ["list", all(tree.children(node))];
    case "function_type":
      return callable(tree, node, toType(tree, tree.lastChild(node), depth + 1), depth);
    case "constructor_type":
      return ["constructor", toType(tree, tree.lastChild(node), depth + 1) ?? ["literal"]];
    case "object_type": {
      const [only = NO_NODE, ...others] = tree.children(node);
      if (tree.type(only) !== "index_signature" || others.length > 0)
        return ["object", membersOf(tree, node, depth)];
      const listed = indexedType(tree, only, depth);
      return listed === null ? null : ["generic", ["name", "Record"], [["literal"], listed]];
    }
    default:
      return null;
  }
}

/** Member of a type that says what calling its objects does (`{ (x: A): B }`); no identifier. */
export const CALLED = "()";

/** Member of a type that says what all are that it does not name (`[name: string]: A`); no identifier. */
export const INDEXED = "[]";

/** Something that returns a `result`, with the parameters of the type or signature `node`. */
export function callable(
  tree: SyntaxTree,
  node: SyntaxNode,
  result: Expression | null,
  depth = 0,
): Expression {
  const types = parameterTypes(tree, tree.childOfType(node, "formal_parameters"), depth + 1);
  return types.some((type) => type !== null) ? ["callable", result, types] : ["callable", result];
}

/** Types of parameters in their order, of a rest of them that of one; `null` where the text names none. */
export function parameterTypes(tree: SyntaxTree, parameters: SyntaxNode, depth = 0): (Expression | null)[] {
  return positional(tree, parameters).map((parameter) => {
    const type = toType(tree, tree.childOfType(parameter, "type_annotation"), depth);
    const isRest = tree.childOfType(parameter, "rest_pattern") !== NO_NODE;
    return isRest && type !== null ? ["typed", ["item", ["instance", type]]] : type;
  });
}

/** Parameters that get arguments: all but `this`. */
export function positional(tree: SyntaxTree, parameters: SyntaxNode): SyntaxNode[] {
  return tree.children(parameters).filter((parameter) => tree.childOfType(parameter, "this") === NO_NODE);
}

/** `<A, B>`; `null` where there are none, or one can't be told. */
export function typeArguments(tree: SyntaxTree, node: SyntaxNode): readonly Expression[] | null {
  if (node === NO_NODE) return null;
  const found = tree.children(node).map((argument) => toType(tree, argument));
  return found.every((argument) => argument !== null) ? found : null;
}

/** `A` of `[name: string]: A`, and of `[K in Names]: A`, where that depends on no `K`. */
export function indexedType(tree: SyntaxTree, signature: SyntaxNode, depth = 0): Expression | null {
  return toType(tree, tree.childOfType(signature, "type_annotation"), depth + 1);
}

function membersOf(tree: SyntaxTree, node: SyntaxNode, depth: number): (readonly [string, Expression])[] {
  const members: (readonly [string, Expression])[] = [];
  for (const property of tree.children(node)) {
    const kind = tree.type(property);
    const isMethod = kind === "method_signature" || kind === "call_signature";
    if (!isMethod && kind !== "property_signature") continue;
    const declared = toType(tree, tree.childOfType(property, "type_annotation"), depth + 1);
    const name =
      kind === "call_signature" ? CALLED : tree.textOf(tree.childOfType(property, "property_identifier"));
    const type: Expression | null = isMethod ? callable(tree, property, declared, depth) : declared;
    if (type !== null && name !== "") members.push([name, ["instance", type]]);
  }
  return members;
}

/** Content of a string literal without escapes; `null` for anything else. */
export function stringValue(tree: SyntaxTree, node: SyntaxNode): string | null {
  if (tree.type(node) !== "string") return null;
  const text = tree.textOf(node).slice(1, -1);
  return text.includes("\\") ? null : text;
}
