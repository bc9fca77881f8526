import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { WHOLE_MODULE } from "./ecmascript-library.js";
import { stringValue, toType } from "./ecmascript-types.js";

const MAX_DEPTH = 60;

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_DEPTH) return null;
  const { tree } = walker;
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, context, depth + 1);
  const convertAll = (nodes: readonly SyntaxNode[]): Expression[] =>
    nodes.map(convert).filter((expression) => expression !== null);
  const first = tree.firstChild(node);
  switch (tree.type(node)) {
    case "identifier":
    case "shorthand_property_identifier":
      return ["name", tree.textOf(node)];
    case "string":
    case "template_string":
    case "number":
    case "regex":
    case "true":
    case "false":
      return ["literal"];
    case "this":
      return context.thisValue;
    case "super":
      return context.superClass === -1 ? null : ["super", context.superClass];
    case "member_expression": {
      const object = convert(first);
      const name = tree.textOf(tree.lastChild(node));
      return object === null || name === "" ? null : ["member", object, name];
    }
    case "subscript_expression": {
      const object = convert(first);
      if (object === null) return null;
      const key = stringValue(tree, tree.lastChild(node));
      return key === null ? ["item", object] : ["member", object, key];
    }
    case "call_expression":
      return callExpression(walker, node, context, depth);
    case "new_expression": {
      const constructed = convert(first);
      return constructed === null ? null : ["new", constructed];
    }
    case "parenthesized_expression":
    case "await_expression":
    case "non_null_expression":
      return convert(first);
    case "as_expression":
    case "satisfies_expression": {
      const type = toType(tree, tree.lastChild(node));
      const value = convert(first);
      if (type === null || tree.type(node) === "satisfies_expression") return value;
      return value === null ? ["instance", type] : ["first", [["instance", type], value]];
    }
    case "type_assertion": {
      const type = toType(tree, tree.firstChild(first));
      return type === null ? convert(tree.lastChild(node)) : ["instance", type];
    }
    case "ternary_expression":
      return either(convertAll(tree.children(node).slice(1)));
    case "binary_expression":
      return /^\s*(?:\|\||&&|\?\?)/.test(tree.text.slice(tree.end(first), tree.start(tree.lastChild(node))))
        ? either(convertAll(tree.children(node)))
        : null;
    case "assignment_expression":
      return convert(tree.lastChild(node));
    case "sequence_expression":
      return convert(tree.lastChild(node));
    case "array":
      return ["list", convertAll(tree.children(node))];
    case "object":
      return objectExpression(walker, node, context, depth);
    case "arrow_function":
    case "function_expression":
    case "generator_function":
    case "class":
    case "method_definition": {
      const definition = walker.definitionOf.get(node);
      return definition === undefined ? null : ["definition", definition];
    }
    default:
      return null;
  }
}

/** One of several expressions; `null` for none. */
function either(expressions: readonly Expression[]): Expression | null {
  const [only] = expressions;
  if (only === undefined) return null;
  return expressions.length === 1 ? only : ["either", expressions];
}

function callExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  const callee = tree.firstChild(node);
  const name = tree.textOf(callee);
  if (name === "require" || name === "import") {
    const specifier = stringValue(tree, tree.firstChild(tree.lastChild(node)));
    if (specifier !== null) return name === "require" ? required(specifier) : ["module", specifier];
  }
  const called = toExpression(walker, callee, context, depth + 1);
  return called === null ? null : ["call", called];
}

/** What `require` returns: the value of `module.exports`, or the module with the names set on `exports`. */
export function required(specifier: string): Expression {
  return [
    "first",
    [
      ["member", ["module", specifier], WHOLE_MODULE],
      ["module", specifier],
    ],
  ];
}

function objectExpression(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  depth: number,
): Expression {
  const { tree } = walker;
  const entries: (readonly [string, Expression])[] = [];
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === "shorthand_property_identifier") {
      entries.push([tree.textOf(child), ["name", tree.textOf(child)]]);
      continue;
    }
    const name = propertyName(walker, tree.firstChild(child));
    const value =
      type === "pair"
        ? toExpression(walker, tree.lastChild(child), context, depth + 1)
        : type === "method_definition"
          ? toExpression(walker, child, context, depth + 1)
          : null;
    if (value !== null && name !== "") entries.push([name, value]);
  }
  return ["object", entries];
}

/** Name of a property as written in a class, object or interface; `""` for a computed one. */
export function propertyName(walker: ScriptWalker, node: SyntaxNode): string {
  const type = walker.tree.type(node);
  if (type === "property_identifier" || type === "private_property_identifier" || type === "number")
    return walker.tree.textOf(node);
  return stringValue(walker.tree, node) ?? "";
}
