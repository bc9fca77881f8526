import type { Expression } from "../../facts/expression.js";
import { type BoundValue, FILE_ITSELF, memberKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { GoWalker } from "./go-context.js";
import { readNamedLiteral } from "./go-definitions.js";
import { toExpression } from "./go-expressions.js";
import { localName } from "./go-text.js";
import { instanceOf, toType } from "./go-types.js";

/** Expressions that give a second value, whether there was a first. */
const MAYBE = new Set(["index_expression", "type_assertion_expression", "unary_expression"]);

/** `var` and `const`: names, perhaps a type, perhaps values. */
export function readVariables(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  for (const child of tree.children(node)) {
    if (tree.type(child) === "var_spec_list") readVariables(walker, child, context);
    if (tree.type(child) !== "var_spec" && tree.type(child) !== "const_spec") continue;
    const parts = tree.children(child);
    const names = parts.filter((part) => tree.type(part) === "identifier");
    const list = tree.childOfType(child, "expression_list");
    const typeNode = parts.find((part) => part !== list && tree.type(part) !== "identifier") ?? NO_NODE;
    const outer = tree.children(node).length === 1 ? node : child;
    const values = readValues(walker, names, list, outer, context);
    const declared = instanceOf(toType(tree, typeNode));
    names.forEach((name, index) => {
      const assigned = values[index] ?? null;
      const value: Expression | null =
        declared !== null && assigned !== null
          ? ["firstKnown", [declared, assigned]]
          : (declared ?? assigned);
      bindName(walker, context, localName(tree, name), value, tree.end(child));
    });
  }
}

/** `a, b := x, y`. */
export function readShortVariables(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const [left = NO_NODE, right = NO_NODE] = tree.children(node);
  const names = tree.children(left);
  readValues(walker, names, right, node, context).forEach((value, index) => {
    bindName(walker, context, localName(tree, names[index] ?? NO_NODE), value, tree.end(node));
  });
}

/** Walks the right side and gives the value of each name on the left. */
function readValues(
  walker: GoWalker,
  names: readonly SyntaxNode[],
  list: SyntaxNode,
  outer: SyntaxNode,
  context: WalkContext,
): (Expression | null)[] {
  const { tree } = walker;
  const values = list === NO_NODE ? [] : tree.children(list);
  values.forEach((value, index) => {
    const name = names[index] ?? NO_NODE;
    const isNamed = tree.type(value) === "func_literal" && tree.type(name) === "identifier";
    if (context.owner === FILE_ITSELF && tree.type(name) === "identifier")
      noteFields(walker, value, localName(tree, name));
    if (isNamed && localName(tree, name) !== "")
      readNamedLiteral(walker, value, localName(tree, name), names.length === 1 ? outer : value, context);
    else walker.visit(value, context);
  });
  const [only = NO_NODE] = values;
  if (values.length === names.length) return values.map((value) => toExpression(walker, value));
  const whole = values.length === 1 ? toExpression(walker, only) : null;
  return names.map((_, index) => {
    if (whole === null) return null;
    if (MAYBE.has(tree.type(only))) return index === 0 ? whole : ["literal"];
    return ["destructured", whole, index, names.length];
  });
}

/** Function literals that the fields of a literal are set to: `var cmd = &Command{Run: func() { … }}`. */
function noteFields(walker: GoWalker, value: SyntaxNode, name: string): void {
  const { tree, fieldNames } = walker;
  const literal = tree.type(value) === "unary_expression" ? tree.lastChild(value) : value;
  if (name === "" || tree.type(literal) !== "composite_literal") return;
  for (const element of tree.children(tree.childOfType(literal, "literal_value"))) {
    if (tree.type(element) !== "keyed_element") continue;
    const key = tree.textOf(tree.firstChild(element));
    const inner = tree.firstChild(tree.lastChild(element));
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key)) continue;
    if (tree.type(inner) === "func_literal") fieldNames.set(inner, `${name}.${key}`);
    else noteFields(walker, inner, `${name}.${key}`);
  }
}

/**
 * `a = x`, `t.f = x`. The type of a variable stays what it was; what an assignment tells is which function a variable or
 * field of a function type holds.
 */
export function readAssignment(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree, facts } = walker;
  const [left = NO_NODE, right = NO_NODE] = tree.children(node);
  const targets = tree.children(left);
  const values = tree.children(right);
  targets.forEach((target, index) => {
    const value = values.length === targets.length ? (values[index] ?? NO_NODE) : NO_NODE;
    const name = tree.textOf(target);
    if (tree.type(target) !== "identifier") {
      walker.visit(target, context);
      walker.visit(value, context);
      const function_ = heldFunction(walker, value);
      const [holder, member] = memberOf(walker, target);
      const of = typeOfName(walker, holder, context);
      if (function_ !== null && of !== null)
        facts.outOfLineMembers.push({
          of,
          name: member,
          value: function_,
          scope: context.scope,
          at: tree.end(node),
        });
      return;
    }
    const scope = declaringScope(walker, context, name);
    const isOpen = scope !== -1 && mayHoldFunctions(facts.scopes[scope]?.names[name]?.[0]?.value);
    if (isOpen && scope > 0 && tree.type(value) === "func_literal")
      readNamedLiteral(walker, value, name, node, context);
    else walker.visit(value, context);
    const function_ = toFunction(walker, value);
    if (isOpen && function_ !== null)
      facts.bind(scope, name, tree.end(node), context.scope, ["value", function_]);
  });
  if (values.length !== targets.length) walker.visit(right, context);
}

/** `t` and `f` of `t.f`, `t` and `f.g` where the type of `f` has no name. */
function memberOf(
  { tree, namelessFields }: GoWalker,
  target: SyntaxNode,
): readonly [holder: SyntaxNode, member: string] {
  if (tree.type(target) !== "selector_expression") return [NO_NODE, ""];
  const object = tree.firstChild(target);
  const name = tree.textOf(tree.lastChild(target));
  const field = tree.type(object) === "selector_expression" ? tree.textOf(tree.lastChild(object)) : "";
  return namelessFields.has(field) ? [tree.firstChild(object), memberKey(field, name)] : [object, name];
}

/** Whether a variable was declared without a type that is known, or with that of a function. */
function mayHoldFunctions(declared: BoundValue | undefined): boolean {
  if (declared?.[0] !== "value") return declared?.[0] === "unknown";
  return declared[1][0] === "instance" && declared[1][1][0] === "callable";
}

/** A function named or written on the right side; `null` for everything else. */
function toFunction(walker: GoWalker, node: SyntaxNode): Expression | null {
  const type = walker.tree.type(node);
  if (type === "func_literal") return toExpression(walker, node);
  if (type !== "identifier" && type !== "selector_expression") return null;
  const value = toExpression(walker, node);
  return value === null ? null : ["functions", value];
}

/** A function that a field is set to; one without a name leads nowhere, and takes its share of the calls all the same. */
export function heldFunction(walker: GoWalker, value: SyntaxNode): Expression | null {
  const function_ = toFunction(walker, value);
  if (function_ === null) return walker.tree.type(value) === "func_literal" ? NAMELESS : null;
  // In a field it is no method of the type.
  return function_[0] === "functions" ? function_ : ["functions", function_];
}

/** Something that can be called and is no function of the tree. */
const NAMELESS: Expression = ["member", ["list", []], "call"];

function declaringScope(walker: GoWalker, context: WalkContext, name: string): number {
  const { scopes } = walker.facts;
  let scope = context.scope;
  while (scope !== -1 && !Object.hasOwn(scopes[scope]?.names ?? {}, name))
    scope = scopes[scope]?.parent ?? -1;
  return scope;
}

/** The type that a variable was declared with. */
function typeOfName(walker: GoWalker, node: SyntaxNode, context: WalkContext): Expression | null {
  if (node === NO_NODE || walker.tree.type(node) !== "identifier") return null;
  const name = walker.tree.textOf(node);
  const scope = declaringScope(walker, context, name);
  const value = walker.facts.scopes[scope]?.names[name]?.[0]?.value;
  return value?.[0] === "value" && value[1][0] === "instance" ? value[1][1] : null;
}
