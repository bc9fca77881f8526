import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { readInstanceTest } from "./python-instance-tests.js";

/** Reads a part of the comprehension; `null` when its value can't be told. */
type Convert = (node: SyntaxNode) => Expression | null;

/** What can't be told. */
const UNKNOWN: Expression = ["union", []];
/** More clauses than people write; each may repeat what those before it say. */
const MOST_CLAUSES = 4;

/** `[x.a for xs in rows for x in xs if …]`, `{k: v for k, v in …}`: the element, with what its names go over in their place. */
export function comprehended(tree: SyntaxTree, node: SyntaxNode, convert: Convert): Expression | null {
  const [element = NO_NODE, ...clauses] = tree.children(node);
  if (clauses.length > MOST_CLAUSES) return null;
  const names = new Map<string, Expression>();
  for (const clause of clauses) {
    const [first = NO_NODE, container = NO_NODE] = tree.children(clause);
    if (tree.type(clause) === "if_clause") narrowBy(tree, first, names, convert);
    if (tree.type(clause) !== "for_in_clause") continue;
    const values = convert(container);
    const item: Expression = values === null ? UNKNOWN : ["item", replaceNames(values, names)];
    bindTarget(tree, first, item, names);
  }
  if (tree.type(element) === "pair") {
    const key = convert(tree.firstChild(element));
    const value = convert(tree.lastChild(element));
    if (value === null) return null;
    const keys = key === null ? UNKNOWN : replaceNames(key, names);
    return ["dict", [["", replaceNames(value, names), keys]]];
  }
  const made = convert(element);
  return made === null ? null : ["slice", ["list", [replaceNames(made, names)]]];
}

/** `x`, `k, v`, `i, (a, b)`: each name with its part. */
function bindTarget(
  tree: SyntaxTree,
  target: SyntaxNode,
  value: Expression,
  names: Map<string, Expression>,
): void {
  const type = tree.type(target);
  if (type === "identifier") names.set(tree.textOf(target), value);
  else if (type === "pattern_list" || type === "tuple_pattern" || type === "list_pattern") {
    const parts = tree.children(target);
    const hasRest = parts.some((part) => tree.type(part) === "list_splat_pattern");
    for (const [index, part] of parts.entries())
      bindTarget(tree, part, hasRest ? UNKNOWN : ["destructured", value, index, parts.length], names);
  } else if (type === "list_splat_pattern") bindTarget(tree, tree.firstChild(target), UNKNOWN, names);
}

/** `if isinstance(x, A)`. */
function narrowBy(
  tree: SyntaxTree,
  condition: SyntaxNode,
  names: Map<string, Expression>,
  convert: Convert,
): void {
  const test = readInstanceTest(tree, condition, convert);
  if (test === null) return;
  const known = names.get(test.subject);
  if (known !== undefined) names.set(test.subject, ["narrowed", known, test.type]);
}

/** An expression with others in place of names. */
function replaceNames(expression: Expression, by: ReadonlyMap<string, Expression>): Expression {
  if (by.size === 0) return expression;
  if (expression[0] === "name") return by.get(expression[1]) ?? expression;
  return expression.map((part: unknown, index): unknown => {
    if (index === 0 || !Array.isArray(part)) return part;
    if (typeof part[0] === "string") return replaceNames(part as unknown as Expression, by);
    return part.map((inner: unknown): unknown =>
      Array.isArray(inner) && typeof inner[0] === "string"
        ? replaceNames(inner as unknown as Expression, by)
        : inner,
    );
  }) as unknown as Expression;
}
