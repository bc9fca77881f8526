import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaPlace, JavaReader } from "./java-context.js";
import { toArguments, toExpression, toMethod } from "./java-expression.js";
import { ANY_COUNT, CONSTRUCTOR } from "./java-methods.js";
import { readLambda } from "./java-statements.js";
import { toType } from "./java-types.js";

const MAX_CALL_TEXT = 80;
/** Methods of collections, streams and optionals that hand an element to their argument. */
const ELEMENT_CALLBACKS = new Set(
  (
    "forEach forEachOrdered filter map flatMap peek anyMatch allMatch noneMatch removeIf replaceAll ifPresent " +
    "ifPresentOrElse mapToInt mapToLong mapToDouble mapToObj takeWhile dropWhile thenAccept thenApply thenCompose"
  ).split(" "),
);

/** `m(…)`, `o.m(…)`. */
export function readInvocation(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const parts = tree.children(node);
  const end = parts.findIndex((part) => tree.type(part) === "argument_list");
  for (const part of parts.slice(0, end - 1)) reader.visit(part, place);
  const callee = toMethod(reader, node, place.scope);
  const name = tree.textOf(parts[end - 1] ?? NO_NODE);
  const hint: Expression | null =
    callee?.[0] === "method" && ELEMENT_CALLBACKS.has(name) ? ["item", callee[1]] : null;
  const list = parts[end] ?? NO_NODE;
  const text = tree.text.slice(tree.start(node), list === NO_NODE ? tree.end(node) : tree.start(list));
  pushCall(reader, callee, list, node, text, place, hint);
}

/** `this(…)`, `super(…)` at the start of a constructor. */
export function readConstructorCall(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const list = tree.childOfType(node, "argument_list");
  const isSuper = tree.childOfType(node, "super") !== NO_NODE;
  const self = toExpression(reader, tree.childOfType(node, "this", "super"), place.scope);
  const own: Expression | null = self?.[0] === "self" ? ["own", self[1]] : self;
  // A base without a constructor has one that does nothing: then the class itself stands for it.
  pushConstruction(reader, own, isSuper ? own : null, list, node, isSuper ? "super" : "this", place);
}

/**
 * Calls the constructor of `of` that takes these arguments, or else `fallback`, the class that has none.
 *
 * @param fallback `null`: where there is none, nothing of the tree is called.
 */
export function pushConstruction(
  reader: JavaReader,
  of: Expression | null,
  fallback: Expression | null,
  list: SyntaxNode,
  node: SyntaxNode,
  text: string,
  place: JavaPlace,
): void {
  const count = reader.tree.children(list).length;
  const constructor: Expression | null = of === null ? null : ["method", of, CONSTRUCTOR, count];
  const callee: Expression | null =
    constructor === null ? null : ["lexical", [constructor, fallback ?? ["literal"]]];
  pushCall(reader, callee, list, node, text, place, null);
}

function pushCall(
  reader: JavaReader,
  callee: Expression | null,
  list: SyntaxNode,
  node: SyntaxNode,
  text: string,
  place: JavaPlace,
  hint: Expression | null,
): void {
  const { tree, facts } = reader;
  const passed: Expression[] = [];
  for (const argument of tree.children(list)) {
    if (tree.type(argument) === "lambda_expression") readLambda(reader, argument, place, hint);
    else reader.visit(argument, place);
    const function_ =
      tree.type(argument) === "method_reference" ? toReference(reader, argument, place) : null;
    if (function_ !== null) passed.push(function_);
  }
  const shown = text.replace(/\.\s*$/, "");
  facts.calls.push({
    callee: callee ?? ["either", []],
    owner: place.owner,
    scope: place.scope,
    at: tree.start(node),
    line: tree.startLine(node),
    text: shown.length > MAX_CALL_TEXT ? `${shown.slice(0, MAX_CALL_TEXT)}…` : shown,
    passed,
    args: toArguments(reader, list, place.scope),
  });
}

/** `Tool::use`, `this::use`, `Tool::new`: with any number of arguments, since who calls it decides that. */
function toReference(reader: JavaReader, node: SyntaxNode, place: JavaPlace): Expression | null {
  const { tree } = reader;
  const [object = NO_NODE, name = NO_NODE] = tree
    .children(node)
    .filter((part) => tree.type(part) !== "type_arguments");
  const isNew = name === NO_NODE;
  const isType = /type|scoped/.test(tree.type(object));
  const of = isType ? toType(reader, object, place.scope) : toExpression(reader, object, place.scope);
  const base = of?.[0] === "generic" ? of[1] : of;
  if (base === null) return null;
  return ["member", base, `${isNew ? CONSTRUCTOR : tree.textOf(name)}/${ANY_COUNT}`];
}
