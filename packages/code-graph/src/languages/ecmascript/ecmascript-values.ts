import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { readClass } from "./ecmascript-classes.js";
import type { ScriptPlace, ScriptReader } from "./ecmascript-context.js";
import { propertyName, toExpression } from "./ecmascript-expression.js";
import { FUNCTION_TYPES, readAnonymousFunction, readNamedFunction } from "./ecmascript-functions.js";
import { bindPattern, readAssignment } from "./ecmascript-names.js";
import { toType } from "./ecmascript-types.js";

/** `const`, `let` and `var`. */
export function readVariables(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree } = reader;
  const declarators = tree.children(node).filter((child) => tree.type(child) === "variable_declarator");
  const scope = tree.type(node) === "variable_declaration" ? place.functionScope : place.scope;
  for (const declarator of declarators) {
    const pattern = tree.firstChild(declarator);
    const last = tree.lastChild(declarator);
    const value = last === pattern || tree.type(last) === "type_annotation" ? NO_NODE : last;
    const outer = declarators.length === 1 ? reader.statementOf(node) : declarator;
    const name = tree.type(pattern) === "identifier" ? tree.textOf(pattern) : "";
    readNamedValue(reader, value, name, outer, place);
    const type = toType(tree, tree.childOfType(declarator, "type_annotation"));
    const assigned = toExpression(reader, value, place);
    const isDefinition = reader.definitionOf.has(value);
    const declared: Expression | null = type === null || isDefinition ? null : ["instance", type];
    bindPattern(
      reader,
      place,
      scope,
      pattern,
      declared !== null && assigned !== null ? ["first", [declared, assigned]] : (declared ?? assigned),
      isDefinition ? tree.start(declarator) : tree.end(declarator),
    );
  }
}

/** Walks a value that gets a name: functions, classes and the functions of an object literal become definitions. */
function readNamedValue(
  reader: ScriptReader,
  value: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  place: ScriptPlace,
): void {
  reader.descend(() => readDescended(reader, value, name, outer, place));
}

function readDescended(
  reader: ScriptReader,
  value: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  place: ScriptPlace,
): void {
  const { tree } = reader;
  const type = tree.type(value);
  if (name !== "" && FUNCTION_TYPES.has(type))
    readNamedFunction(reader, value, { name, outer, traits: [] }, place);
  else if (name !== "" && type === "class") readClass(reader, value, name, outer, place);
  else if (name !== "" && type === "object")
    readObject(reader, value, { ...place, namePrefix: `${place.namePrefix}${name}.` }, true);
  else if (name !== "" && /^(?:as|satisfies|parenthesized)_expression$/.test(type))
    readNamedValue(reader, tree.firstChild(value), name, outer, place);
  else reader.visit(value, place);
}

/** An object literal; its functions become definitions where the object has a name. */
export function readObject(
  reader: ScriptReader,
  node: SyntaxNode,
  place: ScriptPlace,
  isNamed = place.namePrefix === "default." || place.namePrefix === "exports.",
): void {
  const { tree } = reader;
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    const name = isNamed ? propertyName(reader, tree.firstChild(child)) : "";
    if (type === "method_definition") {
      if (name === "") readAnonymousFunction(reader, child, place, null);
      else readNamedFunction(reader, child, { name, outer: child, traits: [] }, place);
    } else if (type === "pair") {
      const value = tree.lastChild(child);
      if (name === "") reader.visit(value, { ...place, namePrefix: "" });
      else readNamedValue(reader, value, name, child, place);
    } else if (type !== "shorthand_property_identifier") reader.visit(child, { ...place, namePrefix: "" });
  }
}

/** `left = right`, with the definitions that CommonJS exports give names to. */
export function readAssigned(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree } = reader;
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  const object = tree.textOf(tree.type(left) === "member_expression" ? tree.firstChild(left) : left);
  if (tree.type(left) === "member_expression" && place.owner === FILE_ITSELF) {
    const name = tree.textOf(tree.lastChild(left));
    if (tree.textOf(left) === "module.exports")
      if (tree.type(right) === "object")
        readObject(reader, right, { ...place, namePrefix: "exports." }, true);
      else
        readNamedValue(
          reader,
          right,
          tree.textOf(tree.childOfType(right, "identifier")) || "exports",
          node,
          place,
        );
    else if (object === "exports" || object === "module.exports")
      readNamedValue(reader, right, name, node, place);
    else reader.visitChildren(node, place);
  } else reader.visitChildren(node, place);
  readAssignment(reader, node, place);
}
