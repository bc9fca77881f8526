import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENT_DEPTH, MAX_ARGUMENTS, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { HOLDERS, MAKERS, SAME_VALUE } from "./rust-library.js";
import { toPath } from "./rust-paths.js";
import { nameOf } from "./rust-text.js";
import { instanceOf, leavesOpen, toType, typeArgumentsOf } from "./rust-types.js";

/** Stands for whatever can't be told. */
const UNKNOWN: Expression = ["union", []];

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_EXPRESSION_DEPTH) return null;
  const { tree } = walker;
  const first = tree.firstChild(node);
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, context, depth + 1);
  switch (tree.type(node)) {
    case "identifier":
    case "scoped_identifier":
      return toPath(walker, node, context);
    case "self":
      return ["name", "self"];
    case "field_expression":
      return toField(walker, node, convert(first));
    case "call_expression":
      return toCall(walker, node, context, depth);
    case "generic_function":
    case "parenthesized_expression":
    case "await_expression":
    case "unsafe_block":
    case "reference_expression":
      return convert(tree.type(node) === "reference_expression" ? tree.lastChild(node) : first);
    case "try_expression":
      return wrap("item", convert(first));
    case "unary_expression":
      return tree.textOf(node).startsWith("*") ? convert(first) : ["literal"];
    case "index_expression": {
      const isRange = tree.type(tree.lastChild(node)) === "range_expression";
      return wrap(isRange ? "slice" : "item", convert(first));
    }
    case "struct_expression": {
      const made = toPath(walker, first, context);
      return made === null ? null : ["new", made];
    }
    case "type_cast_expression":
      return instanceOf(toType(walker, tree.lastChild(node), context));
    case "tuple_expression":
      return ["list", tree.children(node).map((part) => convert(part) ?? UNKNOWN)];
    case "array_expression":
      return [
        "slice",
        [
          "list",
          tree
            .children(node)
            .slice(0, 8)
            .map(convert)
            .filter((part) => part !== null),
        ],
      ];
    case "block":
      // A block that is one expression.
      return first !== NO_NODE && tree.nextSibling(first) === NO_NODE ? convert(first) : null;
    case "closure_expression": {
      const definition = walker.definitionOf.get(node);
      if (definition !== undefined) return ["definition", definition];
      const result = walker.closures.get(node);
      return result === undefined ? null : ["instance", ["callable", ["typed", ["name", result]]]];
    }
    case "binary_expression": {
      const operator = tree.text.slice(tree.end(first), tree.start(tree.lastChild(node))).trim();
      return /^(?:[=!<>]=|[<>]|&&|\|\|)$/.test(operator) ? ["literal"] : null;
    }
    case "match_expression":
      return toMatch(walker, node, context, depth);
    case "macro_invocation":
      return /^(?:format|concat|stringify|line|file|env|include_str)!/.test(tree.textOf(node))
        ? ["literal"]
        : null;
    case "string_literal":
    case "raw_string_literal":
    case "char_literal":
    case "boolean_literal":
    case "integer_literal":
    case "float_literal":
    case "range_expression":
      return ["literal"];
    default:
      return null;
  }
}

/** `match e { Some(x) => x, None => return }`: what is taken out. */
function toMatch(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  for (const arm of tree.children(tree.childOfType(node, "match_block"))) {
    const pattern = tree.firstChild(tree.childOfType(arm, "match_pattern"));
    const taken = tree.textOf(tree.lastChild(arm));
    if (/^(?:Some|Ok)\((?:ref |mut )*(\w+)\)$/.exec(tree.textOf(pattern))?.[1] === taken)
      return wrap("item", toExpression(walker, tree.firstChild(node), context, depth + 1));
  }
  return null;
}

/** `a.b`: a field; `a.0`: also of a tuple. */
function toField({ tree }: RustWalker, node: SyntaxNode, object: Expression | null): Expression | null {
  if (object === null) return null;
  const nameNode = tree.lastChild(node);
  const name = nameOf(tree, nameNode);
  const field: Expression = ["member", object, `.${name}`];
  return tree.type(nameNode) === "integer_literal"
    ? ["firstKnown", [["at", object, Number(name)], field], "literals"]
    : field;
}

/** What a call runs. */
export function toCallee(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth = 0,
): Expression | null {
  const { tree } = walker;
  let callee = tree.firstChild(node);
  if (tree.type(callee) === "generic_function") callee = tree.firstChild(callee);
  if (tree.type(callee) !== "field_expression") return toExpression(walker, callee, context, depth + 1);
  const name = tree.lastChild(callee);
  const object = toExpression(walker, tree.firstChild(callee), context, depth + 1);
  return object === null ? null : ["member", object, nameOf(tree, name)];
}

function toCall(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  const calleeNode = tree.firstChild(node);
  const given = tree.children(tree.childOfType(node, "arguments"));
  const isMethod = /^(?:field_expression)$/.test(tree.type(plain(walker, calleeNode)));
  const text = isMethod
    ? ""
    : tree
        .textOf(plain(walker, calleeNode))
        .replace(/::<.*>$/, "")
        .replace(/\s/g, "");
  const holds = HOLDERS.get(text) ?? HOLDERS.get(text.split("::").slice(-2).join("::"));
  if (holds !== undefined && given.length > 0) {
    const held = toExpression(walker, given[0] ?? NO_NODE, context, depth + 1);
    return held === null ? null : holds ? ["list", [held]] : held;
  }
  const callee = toCallee(walker, node, context, depth);
  if (callee === null) return null;
  const paired = isMethod ? pairsOf(walker, callee, given, context, depth) : null;
  if (paired !== null) return paired;
  const told = turbofish(walker, calleeNode, context);
  if (told !== null) return told;
  const args =
    depth > MAX_ARGUMENT_DEPTH
      ? []
      : given.slice(0, MAX_ARGUMENTS).map((argument) => toExpression(walker, argument, context, depth + 1));
  const call: Expression = args.some((argument) => argument !== null)
    ? ["call", callee, args]
    : ["call", callee];
  if (callee[0] !== "member") return call;
  // `T::default()` that is derived makes a `T`.
  if (!isMethod) return MAKERS.has(callee[2]) ? ["firstKnown", [call, ["new", callee[1]]]] : call;
  return SAME_VALUE.has(callee[2]) ? ["firstKnown", [call, callee[1]]] : call;
}

/** What `a.enumerate()`, `a.zip(b)` and `a.map(f)` hold, where the text says it. */
function pairsOf(
  walker: RustWalker,
  callee: Expression,
  [argument = NO_NODE]: readonly SyntaxNode[],
  context: RustContext,
  depth: number,
): Expression | null {
  if (callee[0] !== "member") return null;
  const item: Expression = ["item", callee[1]];
  if (callee[2] === "enumerate" && argument === NO_NODE)
    return ["slice", ["list", [["list", [["literal"], item]]]]];
  if (callee[2] === "zip" && argument !== NO_NODE) {
    const other = toExpression(walker, argument, context, depth + 1);
    return ["slice", ["list", [["list", [item, other === null ? UNKNOWN : ["item", other]]]]]];
  }
  const type = walker.tree.type(argument);
  if (callee[2] !== "map" || (type !== "scoped_identifier" && type !== "identifier")) return null;
  const mapped = toPath(walker, argument, context);
  // Of a container, of which the call alone says nothing, or by a method of the tree itself.
  return mapped === null
    ? null
    : [
        "union",
        [
          ["call", callee],
          ["slice", ["list", [["call", mapped]]]],
        ],
      ];
}

/** `x.collect::<Vec<T>>()`, `x.parse::<T>()`: what the text says that it gives. */
function turbofish(walker: RustWalker, callee: SyntaxNode, context: RustContext): Expression | null {
  const { tree } = walker;
  if (tree.type(callee) !== "generic_function") return null;
  const method = tree.firstChild(callee);
  if (tree.type(method) !== "field_expression") return null;
  const name = nameOf(tree, tree.lastChild(method));
  const [type] = typeArgumentsOf(walker, tree.childOfType(callee, "type_arguments"), context);
  if (type === undefined || leavesOpen(type)) return null;
  if (name === "collect") return ["instance", type];
  return name === "parse" || name === "downcast_ref" || name === "downcast"
    ? ["list", [["instance", type]]]
    : null;
}

function plain({ tree }: RustWalker, callee: SyntaxNode): SyntaxNode {
  return tree.type(callee) === "generic_function" ? tree.firstChild(callee) : callee;
}

function wrap(kind: "item" | "slice", inner: Expression | null): Expression | null {
  return inner === null ? null : [kind, inner];
}
