import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { parseAnnotation } from "./python-types.js";

/** Reads an argument; `null` when its value can't be told. */
type Convert = (node: SyntaxNode) => Expression | null;

/** Builtins that give the elements of their argument in a container. */
const COPIES = new Set(["sorted", "reversed", "list", "tuple", "set", "frozenset", "iter", "filter"]);
/** Builtins that give one element of their argument. */
const ELEMENTS = new Set(["next", "min", "max"]);

/**
 * What builtins and `typing.cast` do with their arguments, where that tells more than "outside the tree": an expression
 * to try after the call itself, since a module may define a function of that name. `null` for all other calls.
 */
export function throughBuiltin(tree: SyntaxTree, call: SyntaxNode, convert: Convert): Expression | null {
  const callee = tree.firstChild(call);
  const name = tree.textOf(callee);
  const list = tree.nextSibling(callee);
  if (tree.type(list) !== "argument_list" || !/^(?:[\w.]+\.)?\w+$/.test(name)) return null;
  const all = tree.children(list);
  const args = all.filter((argument) => tree.type(argument) !== "keyword_argument");
  const [first = -1, second = -1] = args;
  const elementOf = (node: SyntaxNode): Expression => {
    const container = convert(node);
    return container === null ? ["either", []] : ["item", container];
  };
  const bare = name.slice(name.lastIndexOf(".") + 1);
  if (bare === "cast" && args.length === 2) {
    const type = parseAnnotation(tree.textOf(first));
    return type === null ? null : ["instance", type];
  }
  if (bare === "TypeVar") {
    const bound = all.find((argument) => tree.textOf(tree.firstChild(argument)) === "bound");
    return bound === undefined ? null : parseAnnotation(tree.textOf(tree.lastChild(bound)));
  }
  if (bare !== name) return null;
  if (COPIES.has(name) && args.length > 0) return ["list", [elementOf(name === "filter" ? second : first)]];
  if (ELEMENTS.has(name) && args.length > 0) return elementOf(first);
  if (name === "enumerate" && args.length > 0) return ["list", [["list", [["literal"], elementOf(first)]]]];
  if (name === "zip") return ["list", [["list", args.map(elementOf)]]];
  return null;
}
