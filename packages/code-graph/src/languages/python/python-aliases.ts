import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { TYPE_WRAPPERS } from "./python-library.js";
import { parseAnnotation } from "./python-types.js";

/**
 * The type that an assignment gives another name: `Tools = list["Tool"]`, `Either = A | B`, `Name: TypeAlias = "…"`; `null`
 * for all other assignments. What it means as a value comes first, wherever that can be told.
 */
export function aliasedType(
  tree: SyntaxTree,
  target: SyntaxNode,
  annotation: SyntaxNode,
  right: SyntaxNode,
): Expression | null {
  if (right === NO_NODE || tree.type(target) !== "identifier") return null;
  const isDeclared = annotation !== NO_NODE && /(?:^|\.)TypeAlias$/.test(tree.textOf(annotation));
  if (!isDeclared && (annotation !== NO_NODE || !mayBeType(tree, target, right))) return null;
  const type = parseAnnotation(tree.textOf(right));
  return type === null ? null : ["instance", type];
}

function mayBeType(tree: SyntaxTree, target: SyntaxNode, right: SyntaxNode): boolean {
  const head = tree.textOf(tree.firstChild(right)).split(".").at(-1) ?? "";
  if (tree.type(right) === "subscript") return TYPE_WRAPPERS.has(head) || head === "Callable";
  // Flags and sets are combined by the same operator, but their names are seldom written as types are.
  if (tree.type(right) !== "binary_operator" || !/^_?[A-Z]/.test(tree.textOf(target))) return false;
  return /^[\w.[\]", ]+(?:\|[\w.[\]", ]+)+$/.test(tree.textOf(right).replace(/\s+/g, " "));
}
