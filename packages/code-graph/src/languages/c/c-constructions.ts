import type { Expression } from "../../facts/expression.js";
import { placeKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import type { CContext, CWalker } from "./c-context.js";
import { createdType, toArguments, toExpression } from "./c-expressions.js";
import { CONSTRUCTOR, DESTRUCTOR } from "./c-library.js";
import { nameExpression, qualifiedExpression, qualifiedName } from "./c-names.js";
import { toType } from "./c-types.js";

/** Types that make no object by a constructor. */
const WITHOUT_CONSTRUCTOR = new Set([
  "primitive_type",
  "sized_type_specifier",
  "placeholder_type_specifier",
  "auto",
  "decltype",
]);

/** Notes that an object of a type is made, with the arguments of a list. */
export function addConstruction(
  walker: CWalker,
  node: SyntaxNode,
  typeNode: SyntaxNode,
  list: SyntaxNode,
  context: CContext,
): void {
  const { tree } = walker;
  if (typeNode === NO_NODE || WITHOUT_CONSTRUCTOR.has(tree.type(typeNode))) return;
  const type = toType(walker, typeNode, context);
  if (type === null || type[0] === "literal") return;
  addConstructionOf(walker, node, type, tree.textOf(typeNode), list, context);
}

/** The same for a type that was read already; what can't be told is nothing of the tree. */
export function addConstructionOf(
  walker: CWalker,
  node: SyntaxNode,
  type: Expression,
  text: string,
  list: SyntaxNode,
  context: CContext,
): void {
  const of = type[0] === "generic" ? type[1] : type;
  addCall(walker, node, context, {
    callee: ["firstKnown", [of, ["literal"]], "literals"],
    text,
    args: argumentsOf(walker, list, context),
    constructs: true,
  });
}

function argumentsOf(walker: CWalker, list: SyntaxNode, context: CContext): (Expression | null)[] {
  const { tree } = walker;
  if (tree.type(list) !== "parameter_list") return toArguments(walker, list, context);
  // `T x(a)`, which the grammar takes for a function with a parameter of type `a`.
  return tree.children(list).map((parameter) => {
    const name = nameExpression(walker, tree.textOf(tree.firstChild(parameter)), context);
    return tree.childOfType(parameter, "abstract_function_declarator") === NO_NODE ? name : ["call", name];
  });
}

/** `new T(…)`. */
export function readNew(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const lists = tree.children(node).filter((part) => /^(?:argument|initializer)_list$/.test(tree.type(part)));
  for (const list of lists) walker.visitChildren(list, context);
  const type = createdType(walker, node);
  walker.visit(tree.childOfType(node, "new_declarator"), context);
  const isLast = lists.at(-1) !== undefined && tree.start(lists.at(-1) ?? NO_NODE) > tree.start(type);
  addConstruction(walker, node, type, isLast ? (lists.at(-1) ?? NO_NODE) : NO_NODE, context);
}

/** `delete p`. */
export function readDelete(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  walker.visitChildren(node, context);
  const object = toExpression(walker, tree.lastChild(node), context);
  if (object === null) return;
  const callee: Expression = ["firstKnown", [["member", object, DESTRUCTOR], ["literal"]], "literals"];
  addCall(walker, node, context, { callee, text: "delete", args: [] });
}

/** `T{…}`; in C `(struct T){ … }`, which calls nothing. */
export function readLiteral(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, isCpp } = walker;
  const typeNode = tree.firstChild(node);
  const list = tree.childOfType(node, "initializer_list");
  readInitializer(walker, list, toType(walker, typeNode, context), context);
  if (isCpp) addConstruction(walker, node, typeNode, list, context);
}

/** `A(1)` and `b{2}` of `A::A() : Base(1), b{2} { … }`: a base or a field. */
export function readFieldInitializer(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const nameNode = tree.firstChild(node);
  const list = tree.lastChild(node);
  walker.visitChildren(list, context);
  const self = context.classes[0]?.self;
  const isQualified = tree.type(nameNode) === "qualified_identifier";
  const name = tree.textOf(tree.type(nameNode) === "template_method" ? tree.firstChild(nameNode) : nameNode);
  const base = isQualified
    ? qualifiedExpression(walker, qualifiedName(walker, nameNode), context)
    : nameExpression(walker, name, { ...context, classes: context.classes.slice(1) });
  const field: Expression[] =
    self === undefined || isQualified ? [] : [["member", ["member", self, name], CONSTRUCTOR]];
  addCall(walker, node, context, {
    callee: ["firstKnown", [...field, base, ["literal"]], "literals"],
    text: name,
    args: toArguments(walker, list, context),
    constructs: true,
  });
}

/** What a variable begins with; functions that fields of its type are set to are what calls of these fields run. */
export function readInitializer(
  walker: CWalker,
  node: SyntaxNode,
  type: Expression | null,
  context: CContext,
  depth = 0,
): void {
  const { tree } = walker;
  if (tree.type(node) !== "initializer_list" || type === null || depth > 8) {
    if (tree.type(node) === "argument_list") walker.visitChildren(node, context);
    else walker.visit(node, context);
    return;
  }
  const parts = tree.children(node);
  const valueOf = (part: SyntaxNode): SyntaxNode =>
    tree.type(part) === "initializer_pair" ? tree.lastChild(part) : part;
  // Of an array these are its elements.
  const areElements = parts.every((part) => tree.type(valueOf(part)) === "initializer_list");
  parts.forEach((part, index) => {
    const isPair = tree.type(part) === "initializer_pair";
    const value = valueOf(part);
    const name = isPair ? fieldName(walker, tree.firstChild(part)) : placeKey(index);
    if (tree.type(value) === "initializer_list") {
      const isElement = name === "" || (areElements && !isPair);
      const inner: Expression = isElement ? type : ["member", ["instance", type], name];
      readInitializer(walker, value, inner, context, depth + 1);
      return;
    }
    walker.visit(value, context);
    setField(walker, type, name, value, context, tree.end(part));
  });
}

/** Notes that a field holds a function, where `value` is the name of one. */
export function setField(
  walker: CWalker,
  of: Expression,
  name: string,
  value: SyntaxNode,
  context: CContext,
  at: number,
): void {
  const { tree, facts } = walker;
  const inner =
    tree.type(value) === "pointer_expression" || tree.type(value) === "cast_expression"
      ? tree.lastChild(value)
      : value;
  if (name === "" || !/^(?:identifier|qualified_identifier)$/.test(tree.type(inner))) return;
  const function_ = toExpression(walker, inner, context);
  if (function_ !== null)
    facts.outOfLineMembers.push({ of, name, value: ["functions", function_], scope: context.scope, at });
}

function fieldName({ tree }: CWalker, designator: SyntaxNode): string {
  return tree.type(designator) === "field_designator" ? tree.textOf(tree.firstChild(designator)) : "";
}
