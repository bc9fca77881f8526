import { type Expression, SPREAD } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { MAX_TYPE_DEPTH } from "../shared/expression-limits.js";

/** The type that a node names, as far as resolution follows it: pointers count as what they point to. */
export function toType(tree: SyntaxTree, node: SyntaxNode, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_TYPE_DEPTH) return null;
  const first = tree.firstChild(node);
  const inner = (child: SyntaxNode): Expression | null => toType(tree, child, depth + 1);
  switch (tree.type(node)) {
    case "type_identifier":
    case "identifier":
      return ["name", tree.textOf(node)];
    case "qualified_type":
      return ["member", ["name", tree.textOf(first)], tree.textOf(tree.lastChild(node))];
    case "selector_expression": {
      const object = inner(first);
      return object === null ? null : ["member", object, tree.textOf(tree.lastChild(node))];
    }
    case "pointer_type":
    case "parenthesized_type":
    case "type_elem":
    case "type_constraint":
      return tree.nextSibling(first) === NO_NODE ? inner(first) : null;
    case "slice_type":
    case "implicit_length_array_type":
    case "array_type":
    case "channel_type":
      return ["list", keep(inner(tree.lastChild(node)))];
    case "map_type":
      return ["generic", ["name", "map"], keep(inner(tree.lastChild(node)))];
    case "function_type":
      return toFunctionType(tree, node);
    case "struct_type":
      return toStructType(tree, node, depth);
    case "generic_type": {
      const base = inner(first);
      const args = tree.children(tree.childOfType(node, "type_arguments"));
      return base === null ? null : ["generic", base, args.map(inner).filter((type) => type !== null)];
    }
    default:
      return null;
  }
}

/** A struct without a name: what its fields are. One without fields says nothing. */
function toStructType(tree: SyntaxTree, node: SyntaxNode, depth: number): Expression | null {
  const entries = tree.children(tree.firstChild(node)).flatMap((field): [string, Expression][] => {
    const type = toType(tree, typeOfField(tree, field), depth + 1);
    if (type === null) return [];
    const names = tree.children(field).filter((part) => tree.type(part) === "field_identifier");
    // What is embedded lends its members.
    if (names.length === 0) return [[SPREAD, ["instance", type]]];
    return names.map((name) => [tree.textOf(name), ["instance", type]]);
  });
  return entries.length === 0 ? null : ["typed", ["object", entries]];
}

/** Names of a struct's fields in their order; `""` for one that is embedded. */
export function fieldNames(tree: SyntaxTree, node: SyntaxNode): string[] {
  return tree.children(tree.firstChild(node)).flatMap((field) => {
    const names = tree.children(field).filter((part) => tree.type(part) === "field_identifier");
    return names.length === 0 ? [""] : names.map((name) => tree.textOf(name));
  });
}

/** The type of a struct's field, before its tag. */
function typeOfField(tree: SyntaxTree, field: SyntaxNode): SyntaxNode {
  const parts = tree.children(field).filter((part) => !/_string_literal$/.test(tree.type(part)));
  return parts.at(-1) ?? NO_NODE;
}

/** A function by what it returns. */
function toFunctionType(tree: SyntaxTree, node: SyntaxNode): Expression {
  const result = tree.lastChild(node);
  return ["callable", result === tree.firstChild(node) ? null : toResult(tree, result)];
}

/** A value of a type. */
export function instanceOf(type: Expression | null): Expression | null {
  return type === null ? null : ["instance", type];
}

/** Types of the results of a function: one, or a tuple of several; `null` for none or where it can't be told. */
export function toResult(tree: SyntaxTree, node: SyntaxNode): Expression | null {
  if (tree.type(node) !== "parameter_list") return toType(tree, node);
  const types = typesOf(tree, node).map((type) => toType(tree, type) ?? (["union", []] as const));
  const [only] = types;
  return types.length > 1 ? ["list", types] : (only ?? null);
}

/** The type node of each parameter or result, once for each name. */
export function typesOf(tree: SyntaxTree, list: SyntaxNode): SyntaxNode[] {
  return tree.children(list).flatMap((declaration) => {
    const parts = tree.children(declaration);
    const names = parts.slice(0, -1);
    return Array.from({ length: Math.max(1, names.length) }, () => parts[parts.length - 1] ?? NO_NODE);
  });
}

/** Parameters and results without packages, pointers and names; `"_"` for what involves a type parameter. */
export function shapeOf(
  tree: SyntaxTree,
  parameters: SyntaxNode,
  result: SyntaxNode,
  typeParameters: ReadonlySet<string>,
): string[] {
  const textOf = (node: SyntaxNode): string => {
    const text = tree.textOf(node).replace(/\s+/g, "");
    const names = text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    if (names.some((name) => typeParameters.has(name))) return "_";
    return text.replace(/[\p{L}_][\p{L}\p{N}_]*\./gu, "").replace(/^interface\{\}$/, "any");
  };
  const results =
    tree.type(result) === "parameter_list" ? typesOf(tree, result) : result === NO_NODE ? [] : [result];
  const variadic = tree.childOfType(parameters, "variadic_parameter_declaration") === NO_NODE ? "" : "...";
  return [...typesOf(tree, parameters).map(textOf), `${variadic}->`, ...results.map(textOf)];
}

function keep(type: Expression | null): readonly Expression[] {
  return type === null ? [] : [type];
}
