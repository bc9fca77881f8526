import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { GoPlace, GoReader } from "./go-context.js";
import { toExpression } from "./go-expression.js";
import { toFunction } from "./go-names.js";
import { toType } from "./go-types.js";

const MAX_CALL_TEXT = 80;

/** `f(…)`, `f[T](…)`, and what is in it. */
export function readCall(reader: GoReader, node: SyntaxNode, place: GoPlace): void {
  const { tree } = reader;
  const calleeNode = tree.firstChild(node);
  if (tree.type(calleeNode) === "func_literal") {
    // Run where it stands, by the function around it, which its calls belong to.
    reader.visitChildren(node, place);
    return;
  }
  reader.visit(calleeNode, place);
  const passed: Expression[] = [];
  const args = argumentsOf(reader, node);
  for (const argument of args) {
    reader.visit(argument, place);
    const type = tree.type(argument);
    const expression =
      type === "identifier" || type === "selector_expression" ? toExpression(reader, argument) : null;
    if (expression !== null) passed.push(expression);
  }
  const type = tree.textOf(calleeNode) === "new" ? toType(tree, args[0] ?? NO_NODE) : null;
  if (type !== null) pushConstruction(reader, type, tree.textOf(node), node, place);
  const converted = tree.type(node) === "type_conversion_expression" ? toType(tree, calleeNode) : null;
  // `[]byte(text)`, `(func())(nil)`: conversions to a type that has no name.
  const isNamed = converted?.[0] === "name" || converted?.[0] === "member" || converted?.[0] === "generic";
  if (tree.type(node) === "type_conversion_expression" && !isNamed) return;
  const callee = converted ?? toExpression(reader, calleeNode);
  reader.facts.calls.push({
    callee: (callee?.[0] === "generic" ? callee[1] : callee) ?? ["either", []],
    ...siteOf(reader, tree.textOf(calleeNode), node, place),
    passed,
  });
}

/** `T{…}`: makes an object of the type, with fields that may hold functions. */
export function readComposite(reader: GoReader, node: SyntaxNode, place: GoPlace): void {
  const { tree, facts } = reader;
  const typeNode = tree.firstChild(node);
  const type = toType(tree, typeNode);
  const named = type?.[0] === "generic" && tree.type(typeNode) !== "map_type" ? type[1] : type;
  if (named?.[0] === "name" || named?.[0] === "member")
    pushConstruction(reader, named, tree.textOf(typeNode), node, place);
  const body = tree.childOfType(node, "literal_value");
  if (named !== null)
    for (const element of tree.children(body)) {
      if (tree.type(element) !== "keyed_element") continue;
      const value = toFunction(reader, tree.firstChild(tree.lastChild(element)));
      if (value?.[0] === "functions")
        facts.outsideMembers.push({
          of: named,
          name: tree.textOf(tree.firstChild(element)),
          value,
          scope: place.scope,
          at: tree.end(node),
        });
    }
  reader.visitChildren(body, place);
}

function argumentsOf({ tree }: GoReader, node: SyntaxNode): SyntaxNode[] {
  const list = tree.childOfType(node, "argument_list");
  return list === NO_NODE ? tree.children(node).slice(1) : tree.children(list);
}

function pushConstruction(
  reader: GoReader,
  type: Expression,
  text: string,
  node: SyntaxNode,
  place: GoPlace,
): void {
  const callee = type[0] === "generic" ? type[1] : type;
  // A pointer to a container, or to a type that can't be told, makes nothing that is a class.
  if (callee[0] !== "name" && callee[0] !== "member") return;
  reader.facts.calls.push({ callee, ...siteOf(reader, text, node, place), passed: [], constructs: true });
}

function siteOf({ tree }: GoReader, text: string, node: SyntaxNode, place: GoPlace) {
  return {
    owner: place.owner,
    scope: place.scope,
    at: tree.start(node),
    line: tree.startLine(node),
    text: text.length > MAX_CALL_TEXT ? `${text.slice(0, MAX_CALL_TEXT)}…` : text,
  };
}
