import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindPattern } from "./ecmascript-bindings.js";
import { readCall } from "./ecmascript-calls.js";
import { readClass } from "./ecmascript-classes.js";
import { noteConstant } from "./ecmascript-constants.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { expectAs } from "./ecmascript-expected.js";
import { noteExportAlias } from "./ecmascript-exports.js";
import { toExpression } from "./ecmascript-expressions.js";
import { FUNCTION_TYPES, readNamedFunction } from "./ecmascript-functions.js";
import { readNamedObject } from "./ecmascript-objects.js";
import { frozen } from "./ecmascript-same-value.js";
import { toType } from "./ecmascript-types.js";

/** `const`, `let` and `var`. */
export function readVariables(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const declarators = tree.children(node).filter((child) => tree.type(child) === "variable_declarator");
  const scope = tree.type(node) === "variable_declaration" ? context.functionScope : context.scope;
  for (const declarator of declarators) {
    const pattern = tree.firstChild(declarator);
    const last = tree.lastChild(declarator);
    const value = last === pattern || tree.type(last) === "type_annotation" ? NO_NODE : last;
    const outer = declarators.length === 1 ? statementOf(walker, node) : declarator;
    const name = tree.type(pattern) === "identifier" ? tree.textOf(pattern) : "";
    const objectValue: Expression | null = name === "" ? null : ["name", name];
    if (name !== "") noteExportAlias(walker, name, value);
    if (tree.type(value) === "assignment_expression") walker.statements.set(value, outer);
    const type = toType(tree, tree.childOfType(declarator, "type_annotation"));
    if (type !== null) expectAs(walker, value, ["instance", type]);
    readNamedValue(walker, value, name, outer, { ...context, objectValue });
    const assigned = toExpression(walker, value, context);
    const isDefinition = walker.definitionOf.has(value);
    const isConstant =
      value !== NO_NODE &&
      /^(?:export\s+)?const\b/u.test(tree.text.slice(tree.start(node), tree.start(declarator)));
    if (isConstant) noteConstant(walker, { kind: "constant", name, outer }, context);
    const declared: Expression | null = type === null || isDefinition ? null : ["instance", type];
    bindPattern(
      walker,
      context,
      scope,
      pattern,
      declared !== null && assigned !== null
        ? ["firstKnown", declaredAs(declared, assigned, isConstant)]
        : (declared ?? assigned),
      isDefinition ? tree.start(declarator) : tree.end(declarator),
    );
  }
}

/** A constant that is a function by another name is that function, whatever type it has. */
function declaredAs(declared: Expression, assigned: Expression, isConstant: boolean): Expression[] {
  const isAlias = isConstant && /^(?:name|member|call)$/.test(assigned[0]);
  return isAlias ? [["functions", assigned], declared, assigned] : [declared, assigned];
}

/**
 * Walks a value that gets a name: the functions and classes that it is made of become definitions of that name, the functions
 * of an object literal ones of names below it.
 */
export function readNamedValue(
  walker: ScriptWalker,
  value: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: ScriptContext,
): void {
  walker.descend(() => readDescended(walker, value, name, outer, context));
}

const SAME_VALUE =
  /^(?:as|satisfies|parenthesized|non_null|type_assertion|ternary|binary|sequence)_?(?:expression)?$/;

function readDescended(
  walker: ScriptWalker,
  value: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const type = tree.type(value);
  if (name === "") walker.visit(value, context);
  else if (FUNCTION_TYPES.has(type))
    readNamedFunction(
      walker,
      value,
      { name, outer, traits: [], thisValue: thisOf(walker, value, context) },
      context,
    );
  else if (type === "class") readClass(walker, value, name, outer, context);
  else if (type === "object") readNamedObject(walker, value, `${name}.`, context);
  else if (frozen(tree, value) !== NO_NODE) readNamedValue(walker, frozen(tree, value), name, outer, context);
  else if (type === "call_expression") readCall(walker, value, context, { name, outer });
  else if (type === "array")
    for (const element of tree.children(value))
      if (tree.type(element) === "object")
        readNamedObject(walker, element, `${name}.`, { ...context, objectValue: null });
      else walker.visit(element, { ...context, namePrefix: "" });
  else if (SAME_VALUE.test(type))
    for (const part of tree.children(value)) readNamedValue(walker, part, name, outer, context);
  else walker.visit(value, context);
}

/** `this` of a function that belongs to an object; `undefined`: as the kind of function says. */
function thisOf({ tree }: ScriptWalker, node: SyntaxNode, { objectValue, namePrefix }: ScriptContext) {
  const isMember = tree.type(node) !== "arrow_function" && namePrefix !== "" && objectValue !== null;
  return isMember ? objectValue : undefined;
}
