import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { JavaPlace, JavaReader } from "./java-context.js";
import { instanceOf, toExpression } from "./java-expression.js";
import { bindParameter } from "./java-parameters.js";
import { toType } from "./java-types.js";

/** `T a = x, b;`: a declared type holds, `var` takes that of the value. */
export function readVariables(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const typeNode = tree
    .children(node)
    .find((part) => tree.type(part) !== "modifiers" && tree.type(part) !== "variable_declarator");
  for (const declarator of tree.children(node)) {
    if (tree.type(declarator) !== "variable_declarator") continue;
    const nameNode = tree.firstChild(declarator);
    const last = tree.lastChild(declarator);
    const value = last === nameNode || tree.type(last) === "dimensions" ? NO_NODE : last;
    reader.visit(value, place);
    const isArray = tree.childOfType(declarator, "dimensions") !== NO_NODE;
    bindTyped(reader, place, nameNode, typeNode ?? NO_NODE, value, isArray);
  }
}

/** `for (T x : xs)`. */
export function readForEach(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "modifiers");
  const [typeNode = NO_NODE, nameNode = NO_NODE, container = NO_NODE, body = NO_NODE] = parts;
  reader.visit(container, place);
  const inside = reader.block(place);
  const values = toExpression(reader, container, place.scope);
  const type = declaredType(reader, typeNode, place.scope);
  const element: Expression | null = values === null ? null : ["item", values];
  bindName(reader, inside, tree.textOf(nameNode), instanceOf(type) ?? element, tree.end(container));
  reader.visit(body, inside);
}

/** `try (T x = open(); y) { … }`. */
export function readResource(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "modifiers");
  const [typeNode = NO_NODE, nameNode = NO_NODE, value = NO_NODE] = parts;
  if (value === NO_NODE) {
    reader.visitChildren(node, place);
    return;
  }
  reader.visit(value, place);
  bindTyped(reader, place, nameNode, typeNode, value, false);
}

/** `catch (A | B e) { … }`. */
export function readCatch(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const parameter = tree.childOfType(node, "catch_formal_parameter");
  const inside = reader.block(place);
  const type = toType(reader, tree.childOfType(parameter, "catch_type"), place.scope);
  bindName(
    reader,
    inside,
    tree.textOf(tree.childOfType(parameter, "identifier")),
    instanceOf(type),
    tree.end(parameter),
  );
  reader.visit(tree.childOfType(node, "block"), inside);
}

/** `x instanceof T t`, and the patterns of `switch`: the name holds from here on. */
export function readPattern(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const parts = tree.children(node).filter((part) => tree.type(part) !== "modifiers");
  const isInstanceOf = tree.type(node) === "instanceof_expression";
  if (isInstanceOf) reader.visit(parts[0] ?? NO_NODE, place);
  const [typeNode = NO_NODE, nameNode = NO_NODE] = isInstanceOf ? parts.slice(1) : parts;
  if (tree.type(typeNode) === "record_pattern") reader.visit(typeNode, place);
  else if (tree.type(nameNode) === "identifier") bindTyped(reader, place, nameNode, typeNode, NO_NODE, false);
}

/** `x -> …`, `(T a, b) -> …`: its calls belong to the function around it. */
export function readLambda(
  reader: JavaReader,
  node: SyntaxNode,
  place: JavaPlace,
  hint: Expression | null,
): void {
  const { tree } = reader;
  const inside = { owner: place.owner, scope: reader.facts.addScope("function", place.scope, place.owner) };
  const [head = NO_NODE, body = NO_NODE] = tree.children(node);
  const parameters = tree.type(head) === "identifier" ? [head] : tree.children(head);
  for (const parameter of parameters)
    bindParameter(reader, parameter, inside, parameters.length === 1 ? hint : null);
  if (tree.type(body) === "block") reader.visitChildren(body, inside);
  else reader.visit(body, inside);
}

function bindTyped(
  reader: JavaReader,
  place: JavaPlace,
  nameNode: SyntaxNode,
  typeNode: SyntaxNode,
  value: SyntaxNode,
  isArray: boolean,
): void {
  const type = declaredType(reader, typeNode, place.scope);
  const whole: Expression | null = isArray && type !== null ? ["list", [type]] : type;
  const { tree } = reader;
  const at = value === NO_NODE ? tree.end(nameNode) : tree.end(value);
  const bound = instanceOf(whole) ?? toExpression(reader, value, place.scope);
  bindName(reader, place, tree.textOf(nameNode), bound, at);
}

function declaredType(reader: JavaReader, node: SyntaxNode, scope: number): Expression | null {
  return reader.tree.textOf(node) === "var" ? null : toType(reader, node, scope);
}
