import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENT_DEPTH, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import type { JavaWalker } from "./java-context.js";
import { identifierText } from "./java-escapes.js";
import { memberOf } from "./java-overloads.js";
import { functionValue } from "./java-references.js";
import { enclosingClasses, lexicalName } from "./java-scopes.js";
import { qualifiedType, toType } from "./java-types.js";
import { literalOf, operationOf, staticResultOf, withKnownResult } from "./library/java-literals.js";

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(
  walker: JavaWalker,
  node: SyntaxNode,
  scope: number,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_EXPRESSION_DEPTH) return null;
  const { tree } = walker;
  const first = tree.firstChild(node);
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, scope, depth + 1);
  const type = tree.type(node);
  switch (type) {
    case "identifier":
      return variableNamed(walker, identifierText(tree, node), scope);
    case "this": {
      const [own] = enclosingClasses(walker, scope);
      return own === undefined ? null : ["self", own];
    }
    case "super": {
      const [own] = enclosingClasses(walker, scope);
      return own === undefined ? null : ["super", own];
    }
    case "field_access":
      return toField(walker, node, scope, convert);
    case "method_invocation":
      return toInvocation(walker, node, scope, depth);
    case "object_creation_expression": {
      const made = createdType(walker, node, scope, depth + 1);
      const written = toType(walker, tree.childOfType(node, "generic_type"), scope);
      const hasArguments = made?.[0] !== "definition" && written?.[0] === "generic" && written[2].length > 0;
      return made === null ? null : ["new", hasArguments ? written : made];
    }
    case "array_access": {
      const array = convert(first);
      return array === null ? null : ["item", array];
    }
    case "array_creation_expression": {
      const element = toType(walker, first, scope);
      return element === null ? null : ["instance", ["list", [element]]];
    }
    case "cast_expression":
      return instanceOf(toType(walker, first, scope));
    case "parenthesized_expression":
      return convert(first);
    case "assignment_expression": {
      const right = tree.lastChild(node);
      const operator = tree.text.slice(tree.end(first), tree.start(right)).trim();
      // `c += 1` is of the type of `c`.
      return convert(operator === "=" ? right : first);
    }
    case "ternary_expression": {
      return ["operation", "?", tree.children(node).slice(1).map(convert)];
    }
    case "switch_expression":
      return switchValue(walker, node, convert);
    case "unary_expression":
      return operationOf(tree.textOf(node).startsWith("!") ? "&&" : "unary", [convert(first)]);
    case "update_expression":
      return convert(first);
    case "binary_expression": {
      const right = tree.lastChild(node);
      const operator = tree.text.slice(tree.end(first), tree.start(right)).trim();
      return operationOf(operator, [convert(first), convert(right)]);
    }
    case "null_literal":
    case "lambda_expression":
    case "method_reference":
      // Only as an argument does it matter what these fit.
      return null;
    default:
      return literalOf(type, tree.textOf(node));
  }
}

/** `switch (x) { case 1 -> "a"; default -> "b"; }`: one of the results. */
function switchValue(
  { tree }: JavaWalker,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression | null {
  const values = tree
    .children(tree.lastChild(node))
    .filter((rule) => tree.type(rule) === "switch_rule")
    .map((rule) => convert(tree.lastChild(rule)))
    .filter((value) => value !== null);
  return values.length === 0 ? null : ["union", values];
}

/** The class that `new` makes an object of: the named one, or the one whose body follows. */
export function createdType(
  walker: JavaWalker,
  node: SyntaxNode,
  scope: number,
  depth = 0,
): Expression | null {
  const { tree } = walker;
  const own = walker.definitionOf.get(tree.childOfType(node, "class_body"));
  if (own !== undefined) return ["definition", own];
  const head = tree.children(node);
  const end = head.findIndex((part) => tree.type(part) === "argument_list");
  const typeNode = head[end - 1] ?? NO_NODE;
  const outer = head[end - 2] ?? NO_NODE;
  // `outer.new Inner()` names a type within that of `outer`.
  if (outer !== NO_NODE && !/annotation|type_arguments/.test(tree.type(outer))) {
    const object = toExpression(walker, outer, scope, depth);
    const name = tree.textOf(typeNode).replace(/<.*$/s, "");
    return object === null ? null : ["member", object, name];
  }
  const type = toType(walker, typeNode, scope);
  return type?.[0] === "generic" ? type[1] : type;
}

/** What a call without an object, or on one, runs; overloads are told apart by the number of arguments. */
export function toMethod(walker: JavaWalker, node: SyntaxNode, scope: number, depth = 0): Expression | null {
  const { tree } = walker;
  const parts = tree.children(node);
  const end = parts.findIndex((part) => tree.type(part) === "argument_list");
  const name = identifierText(tree, parts[end - 1] ?? NO_NODE);
  const count = tree.children(parts[end] ?? NO_NODE).length;
  const before = parts.slice(0, end - 1).filter((part) => tree.type(part) !== "type_arguments");
  const [object] = before;
  if (object === undefined) return methodNamed(walker, name, count, scope);
  const isOther = before.some((part) => tree.type(part) === "super") && tree.type(object) !== "super";
  // `Runner.super.run()` runs the default method of one of the interfaces.
  const of = isOther ? toType(walker, object, scope) : toExpression(walker, object, scope, depth + 1);
  return of === null ? null : ["method", of, name, count];
}

/** A method by its simple name: of the classes around, or imported. */
function methodNamed(walker: JavaWalker, name: string, count: number, scope: number): Expression {
  const { single, all } = walker.memberImports;
  const imported = [...(single.get(name) ?? []), ...all].map(
    (owner): Expression => ["method", owner, name, count],
  );
  const classes = enclosingClasses(walker, scope).map(
    (enclosing): Expression => ["method", ["self", enclosing], name, count],
  );
  // Of a class without a name the methods stand in the file.
  const key = memberOf(name, count);
  const inFile: Expression[] = Object.hasOwn(walker.facts.scopes[0]?.names ?? {}, key) ? [["name", key]] : [];
  const found = [...classes, ...inFile, ...imported];
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : ["firstKnown", found, "literals"];
}

/** A value of a type. */
export function instanceOf(type: Expression | null): Expression | null {
  return type === null ? null : ["instance", type];
}

/** All arguments of a call, `null` where one can't be told; far inside a chain of calls they decide nothing. */
export function toArguments(
  walker: JavaWalker,
  list: SyntaxNode,
  scope: number,
  depth = 0,
): (Expression | null)[] {
  const { tree } = walker;
  return tree
    .children(list)
    .map((argument) =>
      depth > MAX_ARGUMENT_DEPTH
        ? null
        : (toExpression(walker, argument, scope, depth + 1) ??
          toFunction(walker, argument, scope, depth + 1) ??
          literalOf(tree.type(argument), tree.textOf(argument))),
    );
}

/** A function in place: first by what it fits, then by what it gives. */
function toFunction(walker: JavaWalker, node: SyntaxNode, scope: number, depth: number): Expression | null {
  const type = walker.tree.type(node);
  const fits =
    type === "lambda_expression"
      ? functionType(walker, node)
      : type === "method_reference"
        ? literalOf(type, "")
        : null;
  const value = functionValue(walker, node, scope, (inner) => toExpression(walker, inner, scope, depth));
  return fits === null || value === null ? fits : ["firstKnown", [fits, value]];
}

/** Statements that are expressions, too: as the body of a lambda they fit where a value is asked for and where none is. */
const CALLS = /^(?:method_invocation|object_creation_expression|assignment_expression|update_expression)$/;

/** What a lambda fits: by the number of its parameters and whether it gives a value. */
function functionType({ tree }: JavaWalker, lambda: SyntaxNode): Expression {
  const [head = NO_NODE, body = NO_NODE] = tree.children(lambda);
  const count = tree.type(head) === "identifier" ? 1 : tree.children(head).length;
  const isBlock = tree.type(body) === "block";
  const returns = isBlock && /\breturn\s+[^;\s]/.test(tree.textOf(body));
  const gives = isBlock ? (returns ? "value" : "nothing") : CALLS.test(tree.type(body)) ? "either" : "value";
  return ["instance", ["name", `->${count} ${gives}`]];
}

function toInvocation(walker: JavaWalker, node: SyntaxNode, scope: number, depth: number): Expression | null {
  const { tree } = walker;
  const method = toMethod(walker, node, scope, depth);
  if (method === null) return null;
  const list = tree.childOfType(node, "argument_list");
  const names = tree.children(node).filter((part) => tree.type(part) === "identifier");
  const known = staticResultOf(tree.text.slice(tree.start(node), tree.start(list)));
  if (known !== null)
    return ["firstKnown", [["call", method, toArguments(walker, list, scope, depth)], known]];
  return withKnownResult(
    ["call", method, toArguments(walker, list, scope, depth)],
    tree.textOf(names.pop() ?? NO_NODE),
  );
}

function variableNamed(walker: JavaWalker, name: string, scope: number): Expression {
  const { single, all } = walker.memberImports;
  const imported = [...(single.get(name) ?? []), ...all].map((owner): Expression => ["member", owner, name]);
  return lexicalName(walker, scope, name, (enclosing) => ["member", ["self", enclosing], name], imported);
}

/** `a.b`, `A.this`, `com.x.Foo`. */
function toField(
  walker: JavaWalker,
  node: SyntaxNode,
  scope: number,
  convert: (node: SyntaxNode) => Expression | null,
): Expression | null {
  const { tree } = walker;
  const objectNode = tree.firstChild(node);
  const name = tree.lastChild(node);
  if (tree.type(name) === "this") {
    const wanted = tree.textOf(objectNode);
    const enclosing = enclosingClasses(walker, scope).find(
      (own) => walker.facts.definitions[own]?.name === wanted,
    );
    return enclosing === undefined ? null : ["self", enclosing];
  }
  const object = convert(objectNode);
  const member: Expression | null = object === null ? null : ["member", object, identifierText(tree, name)];
  if (member !== null && tree.textOf(name) === "length") return withKnownResult(member, "length");
  const text = tree.textOf(node);
  if (!/^(?:[\p{Ll}_][\p{L}\p{N}_]*\.)+\p{Lu}[\p{L}\p{N}_]*$/u.test(text) || member === null) return member;
  return ["firstKnown", [member, qualifiedType(walker, text, scope)], "literals"];
}
