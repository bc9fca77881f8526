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
      return base === null
        ? null
        : ["generic", base, args.map((argument): Expression => argument ?? ["literal"])];
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
      return ["callable", toType(tree, tree.lastChild(node), depth + 1)];
    case "constructor_type":
      return ["constructor", toType(tree, tree.lastChild(node), depth + 1) ?? ["literal"]];
    case "object_type":
      return ["object", membersOf(tree, node, depth)];
    default:
      return null;
  }
}

/** `<A, B>`; `null` where there are none, or one can't be told. */
export function typeArguments(tree: SyntaxTree, node: SyntaxNode): readonly Expression[] | null {
  if (node === NO_NODE) return null;
  const found = tree.children(node).map((argument) => toType(tree, argument));
  return found.every((argument) => argument !== null) ? found : null;
}

function membersOf(tree: SyntaxTree, node: SyntaxNode, depth: number): (readonly [string, Expression])[] {
  const members: (readonly [string, Expression])[] = [];
  for (const property of tree.children(node)) {
    const isMethod = tree.type(property) === "method_signature";
    if (!isMethod && tree.type(property) !== "property_signature") continue;
    const declared = toType(tree, tree.childOfType(property, "type_annotation"), depth + 1);
    const name = tree.textOf(tree.childOfType(property, "property_identifier"));
    const type: Expression | null = isMethod ? ["callable", declared] : declared;
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
