import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENT_DEPTH, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import type { CContext, CWalker } from "./c-context.js";
import { simpleName } from "./c-declarators.js";
import { HANDED_ON, MAKERS } from "./c-library.js";
import { isLocalFunction, nameExpression, qualifiedExpression, qualifiedName } from "./c-names.js";
import { instanceOf, toType } from "./c-types.js";

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(
  walker: CWalker,
  node: SyntaxNode,
  context: CContext,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_EXPRESSION_DEPTH) return null;
  const { tree } = walker;
  const first = tree.firstChild(node);
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, context, depth + 1);
  switch (tree.type(node)) {
    case "identifier":
    case "field_identifier":
      return nameExpression(walker, tree.textOf(node), context);
    case "qualified_identifier":
      return qualifiedExpression(walker, qualifiedName(walker, node), context);
    case "template_function":
      return convert(first);
    case "this":
      return context.classes[0]?.self ?? null;
    case "field_expression":
      return toField(walker, node, convert);
    case "call_expression":
      return toCall(walker, node, context, depth);
    case "new_expression":
      return instanceOf(toType(walker, createdType(walker, node), context));
    case "compound_literal_expression":
    case "cast_expression":
      return instanceOf(toType(walker, first, context));
    case "subscript_expression": {
      // Of a pointer the element is what it leads to.
      const container = convert(first);
      return container === null
        ? null
        : ["firstKnown", [["at", container, null], ["item", container], container]];
    }
    case "pointer_expression": {
      const operand = convert(first);
      const isRead = tree.textOf(node).startsWith("*");
      return operand !== null && isRead && walker.isCpp ? ["entered", operand] : operand;
    }
    case "parenthesized_expression":
      return convert(tree.lastChild(node));
    case "comma_expression":
      return convert(tree.lastChild(node));
    case "assignment_expression":
    case "update_expression":
      return convert(first);
    case "conditional_expression":
      return ["operation", "?", tree.children(node).slice(-2).map(convert)];
    case "co_await_expression":
      return convert(first);
    case "binary_expression":
      return walker.isCpp ? operationOf(walker, node, convert) : ["literal"];
    case "unary_expression":
      return walker.isCpp ? ["operation", "unary", [convert(first)]] : ["literal"];
    default:
      return literalOf(walker, node);
  }
}

/** What `new` makes an object of. */
export function createdType({ tree }: CWalker, node: SyntaxNode): SyntaxNode {
  return (
    tree
      .children(node)
      .find(
        (part) => !/^(?:argument_list|initializer_list|new_declarator|type_qualifier)$/.test(tree.type(part)),
      ) ?? NO_NODE
  );
}

/** All arguments of a call, `null` where one can't be told; far inside a chain of calls they decide nothing. */
export function toArguments(
  walker: CWalker,
  list: SyntaxNode,
  context: CContext,
  depth = 0,
): (Expression | null)[] {
  return walker.tree
    .children(list)
    .map((argument) =>
      depth > MAX_ARGUMENT_DEPTH ? null : toExpression(walker, argument, context, depth + 1),
    );
}

/** `a.b`, `a->b`: through a pointer, or an object that stands for one. */
function toField(
  { tree, isCpp }: CWalker,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression | null {
  const [objectNode = NO_NODE, nameNode = NO_NODE] = tree.children(node);
  const object = convert(objectNode);
  if (object === null) return null;
  if (tree.type(nameNode) === "qualified_identifier") return ["member", object, simpleName(tree, nameNode)];
  const isArrow = /^\s*->/.test(tree.text.slice(tree.end(objectNode), tree.start(nameNode)));
  const holder: Expression =
    isArrow && isCpp && tree.type(objectNode) !== "this" ? ["entered", object] : object;
  const member: Expression = ["member", holder, simpleName(tree, nameNode)];
  // The value of a map's entry.
  return isCpp && tree.textOf(nameNode) === "second" ? ["firstKnown", [member, holder]] : member;
}

/** What a call gives; functions of the library that make or hand on a value say which. */
function toCall(walker: CWalker, node: SyntaxNode, context: CContext, depth: number): Expression | null {
  const { tree, isCpp } = walker;
  const calleeNode = tree.firstChild(node);
  const list = tree.childOfType(node, "argument_list");
  if (isCpp) {
    const known = knownResult(walker, calleeNode, list, context, depth);
    if (known !== null) return known;
  }
  if (tree.type(calleeNode) === "primitive_type") return ["instance", ["name", tree.textOf(calleeNode)]];
  const callee = toCallee(walker, calleeNode, list, context, depth + 1);
  if (callee === null) return null;
  if (!isCpp) return ["call", callee];
  const types = templateArguments(walker, calleeNode, context);
  const called: Expression = types.length === 0 ? callee : ["generic", callee, types];
  return ["call", called, toArguments(walker, list, context, depth + 1)];
}

/** What a call calls; by a name without qualifiers also what the types of its arguments add. */
export function toCallee(
  walker: CWalker,
  calleeNode: SyntaxNode,
  list: SyntaxNode,
  context: CContext,
  depth = 0,
): Expression | null {
  const { tree } = walker;
  const callee = toExpression(walker, calleeNode, context, depth);
  const isPlain =
    tree.type(calleeNode) === "identifier" &&
    tree.firstChild(list) !== NO_NODE &&
    !isLocalFunction(walker, context, tree.textOf(calleeNode));
  return callee !== null && walker.isCpp && isPlain
    ? ["associated", callee, tree.textOf(calleeNode)]
    : callee;
}

function knownResult(
  walker: CWalker,
  calleeNode: SyntaxNode,
  list: SyntaxNode,
  context: CContext,
  depth: number,
): Expression | null {
  const { tree } = walker;
  const isField = tree.type(calleeNode) === "field_expression";
  const name = isField ? tree.textOf(tree.lastChild(calleeNode)) : simpleName(tree, calleeNode);
  if (name === "shared_from_this") {
    const object = isField
      ? toExpression(walker, tree.firstChild(calleeNode), context, depth + 1)
      : context.classes[0]?.self;
    return object ?? null;
  }
  if (isField) return null;
  if (HANDED_ON.has(name)) return toExpression(walker, tree.firstChild(list), context, depth + 1);
  const made = templateArgument(walker, calleeNode, context);
  if (made === null) return null;
  if (MAKERS.has(name)) return ["instance", ["list", [made]]];
  return /_cast$/.test(name) ? instanceOf(made) : null;
}

/** `T` of `make_unique<T>` and `a::make_unique<T>`. */
export function templateArgument(
  walker: CWalker,
  calleeNode: SyntaxNode,
  context: CContext,
): Expression | null {
  const [first = null] = templateArguments(walker, calleeNode, context);
  return first === null || leavesOpen(first) ? null : first;
}

/** The types that a call gives to a function template. */
function templateArguments(walker: CWalker, calleeNode: SyntaxNode, context: CContext): Expression[] {
  const { tree } = walker;
  let node = calleeNode;
  for (let depth = 0; depth < 20 && tree.type(node) === "qualified_identifier"; depth++)
    node = tree.lastChild(node);
  if (tree.type(node) !== "template_function") return [];
  return tree
    .children(tree.childOfType(node, "template_argument_list"))
    .map((argument) => toType(walker, argument, context) ?? (["union", []] as const));
}

function leavesOpen(type: Expression): boolean {
  return type[0] === "union" && type[1].length === 0;
}

function operationOf(
  { tree }: CWalker,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression {
  const [left = NO_NODE, right = NO_NODE] = tree.children(node);
  const operator = tree.text.slice(tree.end(left), tree.start(right)).trim();
  const of = convert(left);
  const operation: Expression = ["operation", operator, [of, convert(right)]];
  return of === null || of[0] === "literal"
    ? operation
    : ["firstKnown", [["operated", of, `operator${operator}`], operation]];
}

/** A value of the language itself, with its type where overloads are told apart by it. */
function literalOf({ tree, isCpp }: CWalker, node: SyntaxNode): Expression | null {
  const type = tree.type(node);
  if (!LITERALS.has(type)) return null;
  if (!isCpp) return ["literal"];
  const text = tree.textOf(node);
  if (type === "number_literal")
    return [
      "instance",
      [
        "name",
        /^0x/i.test(text) ? "int" : /[.]|e[-+\d]/i.test(text) ? "double" : /l/i.test(text) ? "long" : "int",
      ],
    ];
  if (type === "char_literal") return ["instance", ["name", "char"]];
  if (type === "true" || type === "false") return ["instance", ["name", "bool"]];
  if (type === "null" || type === "nullptr") return null;
  return /^sizeof|^offsetof|^alignof/.test(text)
    ? ["instance", ["name", "long"]]
    : ["instance", ["name", "char*"]];
}

const LITERALS = new Set([
  "number_literal",
  "char_literal",
  "string_literal",
  "concatenated_string",
  "raw_string_literal",
  "true",
  "false",
  "null",
  "nullptr",
  "sizeof_expression",
  "offsetof_expression",
  "alignof_expression",
]);
