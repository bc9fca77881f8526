import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindPattern, readAssignment } from "./ecmascript-bindings.js";
import { readClass } from "./ecmascript-classes.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { propertyName, toExpression } from "./ecmascript-expressions.js";
import { FUNCTION_TYPES, readAnonymousFunction, readNamedFunction } from "./ecmascript-functions.js";
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
    readNamedValue(walker, value, name, outer, context);
    const type = toType(tree, tree.childOfType(declarator, "type_annotation"));
    const assigned = toExpression(walker, value, context);
    const isDefinition = walker.definitionOf.has(value);
    const declared: Expression | null = type === null || isDefinition ? null : ["instance", type];
    bindPattern(
      walker,
      context,
      scope,
      pattern,
      declared !== null && assigned !== null ? ["first", [declared, assigned]] : (declared ?? assigned),
      isDefinition ? tree.start(declarator) : tree.end(declarator),
    );
  }
}

/** Walks a value that gets a name: functions, classes and the functions of an object literal become definitions. */
function readNamedValue(
  walker: ScriptWalker,
  value: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: ScriptContext,
): void {
  walker.descend(() => readDescended(walker, value, name, outer, context));
}

function readDescended(
  walker: ScriptWalker,
  value: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const type = tree.type(value);
  if (name !== "" && FUNCTION_TYPES.has(type))
    readNamedFunction(walker, value, { name, outer, traits: [] }, context);
  else if (name !== "" && type === "class") readClass(walker, value, name, outer, context);
  else if (name !== "" && type === "object")
    readObject(walker, value, { ...context, namePrefix: `${context.namePrefix}${name}.` }, true);
  else if (name !== "" && /^(?:as|satisfies|parenthesized)_expression$/.test(type))
    readNamedValue(walker, tree.firstChild(value), name, outer, context);
  else walker.visit(value, context);
}

/** An object literal; its functions become definitions where the object has a name. */
export function readObject(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  isNamed = context.namePrefix === "default." || context.namePrefix === "exports.",
): void {
  const { tree } = walker;
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    const name = isNamed ? propertyName(walker, tree.firstChild(child)) : "";
    if (type === "method_definition") {
      if (name === "") readAnonymousFunction(walker, child, context);
      else readNamedFunction(walker, child, { name, outer: child, traits: [] }, context);
    } else if (type === "pair") {
      const value = tree.lastChild(child);
      if (name === "") walker.visit(value, { ...context, namePrefix: "" });
      else readNamedValue(walker, value, name, child, context);
    } else if (type !== "shorthand_property_identifier") walker.visit(child, { ...context, namePrefix: "" });
  }
}

/** `left = right`, with the definitions that CommonJS exports give names to. */
export function readAssigned(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  const object = tree.textOf(tree.type(left) === "member_expression" ? tree.firstChild(left) : left);
  if (tree.type(left) === "member_expression" && context.owner === FILE_ITSELF) {
    const name = tree.textOf(tree.lastChild(left));
    if (tree.textOf(left) === "module.exports")
      if (tree.type(right) === "object")
        readObject(walker, right, { ...context, namePrefix: "exports." }, true);
      else
        readNamedValue(
          walker,
          right,
          tree.textOf(tree.childOfType(right, "identifier")) || "exports",
          node,
          context,
        );
    else if (object === "exports" || object === "module.exports")
      readNamedValue(walker, right, name, node, context);
    else walker.visitChildren(node, context);
  } else walker.visitChildren(node, context);
  readAssignment(walker, node, context);
}
