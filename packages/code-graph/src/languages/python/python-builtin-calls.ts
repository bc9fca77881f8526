import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { emptyContainer, throughLibrary } from "./python-library-calls.js";
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
  const [first = NO_NODE, second = NO_NODE] = args;
  const elementOf = (node: SyntaxNode): Expression => {
    const container = convert(node);
    return container === null ? ["union", []] : ["item", container];
  };
  const bare = name.slice(name.lastIndexOf(".") + 1);
  if (bare === "cast" && args.length === 2) {
    const type = parseAnnotation(tree.textOf(first));
    return type === null ? null : ["instance", type];
  }
  if (bare === "enter_context" || bare === "enter_async_context") {
    const entered = convert(first);
    return entered === null ? null : ["entered", entered];
  }
  // What is called in the end is what the rest of the arguments are kept for.
  if (bare === "partial" || bare === "partialmethod") return convert(first);
  if (bare === "property") return resultOf(tree, first, convert);
  if (bare === "get") return entryOf(tree, callee, first, convert);
  if (bare === "_replace" || bare === "model_copy") return convert(tree.firstChild(callee));
  if (bare === "replace" || bare === "copy" || bare === "deepcopy") return convert(first);
  if (bare === "TypeVar") {
    const bound = all.find((argument) => tree.textOf(tree.firstChild(argument)) === "bound");
    const choices = args.slice(1).map((argument) => parseAnnotation(tree.textOf(argument)));
    const below: Expression | null =
      bound !== undefined
        ? parseAnnotation(tree.textOf(tree.lastChild(bound)))
        : choices.length > 0 && choices.every((choice) => choice !== null)
          ? ["union", choices]
          : // Without a bound it may be anything, also from outside the tree.
            ["literal"];
    return ["variable", tree.textOf(first).slice(1, -1), below];
  }
  if (all.length === 0) return emptyContainer(name);
  const ofLibrary = throughLibrary(tree, name, args, convert);
  if (ofLibrary !== null) return ofLibrary;
  if (bare !== name) return null;
  if (COPIES.has(name) && args.length > 0) return ["list", [elementOf(name === "filter" ? second : first)]];
  if (ELEMENTS.has(name) && args.length > 0) return elementOf(first);
  if (name === "type" && all.length === 1) return classOf(convert(first));
  if (name === "getattr") return attributeOf(tree, args, convert);
  if (name === "enumerate" && args.length > 0) return ["list", [["list", [["literal"], elementOf(first)]]]];
  if (name === "map" && args.length > 1 && tree.type(first) !== "lambda") {
    const mapped = convert(first);
    return mapped === null ? null : ["list", [["call", mapped]]];
  }
  if (name === "dict" && all.length > 0)
    return args.length === 0 ? keywordDictionary(tree, all, convert) : copiedDictionary(tree, first, convert);
  if (name === "zip") return ["list", [["list", args.map(elementOf)]]];
  return null;
}

/** `dict(a=…, b=…)`. */
function keywordDictionary(tree: SyntaxTree, args: readonly SyntaxNode[], convert: Convert): Expression {
  const entries = args.flatMap((argument): [string, Expression][] => {
    const value = convert(tree.lastChild(argument));
    return value === null ? [] : [[tree.textOf(tree.firstChild(argument)), value]];
  });
  return ["dict", entries];
}

/** `type(x)`. */
function classOf(object: Expression | null): Expression | null {
  return object === null ? null : ["class of", object];
}

/** `getattr(x, "name", other)`. */
function attributeOf(tree: SyntaxTree, args: readonly SyntaxNode[], convert: Convert): Expression | null {
  const [object = NO_NODE, named = NO_NODE, fallback = NO_NODE] = args;
  const name = /^(["'])(\w+)\1$/.exec(named === NO_NODE ? "" : tree.textOf(named))?.[2];
  const of = convert(object);
  if (of === null || name === undefined) return null;
  const read: Expression = ["member", of, name];
  const other = fallback === NO_NODE ? null : convert(fallback);
  return other === null ? read : ["union", [read, other]];
}

/** `d.get("key")`, where a class may list the keys. */
function entryOf(tree: SyntaxTree, callee: SyntaxNode, key: SyntaxNode, convert: Convert): Expression | null {
  const text = /^(["'])(\w+)\1$/.exec(key === NO_NODE ? "" : tree.textOf(key))?.[2];
  const object = tree.type(callee) === "attribute" ? convert(tree.firstChild(callee)) : null;
  return text === undefined || object === null ? null : ["at", object, text];
}

/** `dict(zip(…))` and `dict((k, v) for …)` are made of pairs, `dict(other)` is a copy. */
function copiedDictionary(tree: SyntaxTree, from: SyntaxNode, convert: Convert): Expression | null {
  const given = convert(from);
  if (given === null || !arePairs(tree, from)) return given;
  const pair: Expression = ["item", given];
  return ["dict", [["", ["destructured", pair, 1, 2], ["destructured", pair, 0, 2]]]];
}

function arePairs(tree: SyntaxTree, node: SyntaxNode): boolean {
  if (/^(?:list|generator_expression|list_comprehension|set)$/.test(tree.type(node))) return true;
  return /^(?:zip|enumerate|sorted|map|filter)\(|\.items\(\)$/.test(tree.textOf(node));
}

/** What calling a function gives that is named, or written in place. */
function resultOf(tree: SyntaxTree, node: SyntaxNode, convert: Convert): Expression | null {
  if (tree.type(node) === "lambda") return convert(tree.lastChild(node));
  const called = convert(node);
  return called === null ? null : ["call", called];
}

/** The module of `importlib.import_module("m")` and `__import__("m")`, where the text names it; `null` for other calls. */
export function importedModule(tree: SyntaxTree, call: SyntaxNode): string | null {
  const callee = tree.firstChild(call);
  const name = tree.textOf(callee);
  if (!/^(?:(?:importlib\.)?import_module|__import__)$/.test(name)) return null;
  const [first = -1, ...others] = tree.children(tree.nextSibling(callee));
  const specifier = /^["']([\w.]+)["']$/.exec(tree.textOf(first))?.[1];
  if (specifier === undefined || specifier.startsWith(".") || others.length > 0) return null;
  return name === "__import__" ? (specifier.split(".")[0] ?? specifier) : specifier;
}
