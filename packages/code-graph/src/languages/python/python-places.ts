import type { Places } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { stringValue } from "./python-expressions.js";

/** Decorators that make a class of the fields that it lists. */
const OF_FIELDS = /^@\s*(?:[\w.]+\.)?(?:dataclass|define|frozen|mutable|attrs|s|dataclass_transform)\b/;

/**
 * The members of a class by their places in patterns and in tuples: what `__match_args__` lists, or the fields of a data
 * class, named tuple or typed dictionary; `undefined` for other classes.
 */
export function readPlaces(
  tree: SyntaxTree,
  body: SyntaxNode,
  decorated: SyntaxNode,
  bases: readonly string[],
): Places | undefined {
  const of = bases.includes("NamedTuple") ? "tuple" : bases.includes("TypedDict") ? "dictionary" : "object";
  const listed = matchArguments(tree, body);
  if (listed !== null) return { names: listed, isWhole: true, of };
  const hasFields = tree
    .children(decorated)
    .some((child) => tree.type(child) === "decorator" && OF_FIELDS.test(tree.textOf(child)));
  if (!hasFields && of === "object") return undefined;
  const names: string[] = [];
  for (const assignment of assignments(tree, body)) {
    const type = tree.childOfType(assignment, "type");
    if (type === NO_NODE || tree.type(tree.firstChild(assignment)) !== "identifier") continue;
    // What follows is given by name alone.
    if (/\bKW_ONLY$/.test(tree.textOf(type))) break;
    const isField = !/^(?:[\w.]+\.)?ClassVar\b/.test(tree.textOf(type));
    const isGiven = !/\b(?:init\s*=\s*False|kw_only\s*=\s*True)\b/.test(
      tree.textOf(tree.lastChild(assignment)),
    );
    if (isField && isGiven) names.push(tree.textOf(tree.firstChild(assignment)));
  }
  return { names, isWhole: false, of };
}

/** `__match_args__ = ("a", "b")`. */
function matchArguments(tree: SyntaxTree, body: SyntaxNode): string[] | null {
  for (const assignment of assignments(tree, body)) {
    if (tree.textOf(tree.firstChild(assignment)) !== "__match_args__") continue;
    const names = tree.children(tree.lastChild(assignment)).map((part) => stringValue(tree, part));
    return names.every((name) => name !== null) ? names : null;
  }
  return null;
}

function assignments(tree: SyntaxTree, body: SyntaxNode): SyntaxNode[] {
  return tree.children(body).flatMap((statement) => {
    const inner = tree.type(statement) === "expression_statement" ? tree.firstChild(statement) : NO_NODE;
    return inner !== NO_NODE && tree.type(inner) === "assignment" ? [inner] : [];
  });
}
