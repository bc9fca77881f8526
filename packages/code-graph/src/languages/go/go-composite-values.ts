import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { GoWalker } from "./go-context.js";
import { fieldNames, instanceOf, toType } from "./go-types.js";

type Convert = (node: SyntaxNode) => Expression | null;

/** A value of a type; of a container or of a struct without a name, also with the functions that it is written with. */
export function compositeOf(walker: GoWalker, node: SyntaxNode, convert: Convert): Expression | null {
  const { tree } = walker;
  const typeNode = tree.firstChild(node);
  const type = instanceOf(toType(tree, typeNode));
  const body = tree.childOfType(node, "literal_value");
  const held = tree.type(typeNode) === "struct_type" ? functionsOf(walker, typeNode, [body], convert) : null;
  const inside =
    held ?? (CONTAINERS.test(tree.type(typeNode)) ? elements(walker, typeNode, body, convert) : null);
  if (inside === null) return type;
  return type === null ? inside : ["union", [type, inside]];
}

const CONTAINERS = /^(?:map|slice|array|implicit_length_array)_type$/;

/** A container of the functions that a literal lists, or of structs without a name that hold some. */
function elements(
  walker: GoWalker,
  typeNode: SyntaxNode,
  body: SyntaxNode,
  convert: Convert,
): Expression | null {
  const { tree } = walker;
  const values = tree.children(body).map((element) => valueOf(walker, element));
  const structs = values.filter((value) => value !== NO_NODE && tree.type(value) === "literal_value");
  const element = tree.lastChild(typeNode);
  const struct = tree.type(element) === "pointer_type" ? tree.firstChild(element) : element;
  const held = tree.type(struct) === "struct_type" ? functionsOf(walker, struct, structs, convert) : null;
  const functions = held === null ? namedFunctions(walker, values, convert) : [held];
  return functions.length === 0 ? null : ["slice", ["list", functions]];
}

/** What the fields of structs without a name are set to that may be functions. */
function functionsOf(
  walker: GoWalker,
  struct: SyntaxNode,
  literals: readonly SyntaxNode[],
  convert: Convert,
): Expression | null {
  const { tree } = walker;
  const fields = fieldNames(tree, struct);
  const byField = new Map<string, Expression[]>();
  for (const literal of literals)
    for (const [index, element] of tree.children(literal).entries()) {
      const isKeyed = tree.type(element) === "keyed_element";
      const name = isKeyed ? tree.textOf(tree.firstChild(element)) : (fields[index] ?? "");
      const found = namedFunctions(walker, [valueOf(walker, element)], convert);
      byField.set(name, [...(byField.get(name) ?? []), ...found]);
    }
  const entries = [...byField].filter(([, found]) => found.length > 0);
  if (entries.length === 0) return null;
  return ["object", entries.map(([name, found]): [string, Expression] => [name, ["union", found]])];
}

function namedFunctions(walker: GoWalker, values: readonly SyntaxNode[], convert: Convert): Expression[] {
  return values
    .filter(
      (value) => value !== NO_NODE && /^(?:identifier|selector_expression)$/.test(walker.tree.type(value)),
    )
    .map(convert)
    .filter((value) => value !== null)
    .map((value): Expression => ["functions", value]);
}

/** `x` of `x` and of `key: x`. */
function valueOf({ tree }: GoWalker, element: SyntaxNode): SyntaxNode {
  return tree.firstChild(tree.type(element) === "keyed_element" ? tree.lastChild(element) : element);
}
