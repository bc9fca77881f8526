import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { GoPlace, GoReader } from "./go-context.js";
import { instanceOf } from "./go-expression.js";
import { bindTypeParameters, readInterfaceMethod } from "./go-functions.js";
import { rangesOf, readSignature } from "./go-text.js";
import { toType } from "./go-types.js";

/** Member that stands for an element of a named slice, map or channel type. */
export const ELEMENT = "[]";

/** `type T …`, `type ( … )`: types of their own become classes, aliases other names of what they stand for. */
export function readTypes(reader: GoReader, node: SyntaxNode, place: GoPlace): void {
  const { tree, facts } = reader;
  const specs = tree.children(node);
  for (const spec of specs) {
    const outer = specs.length === 1 ? node : spec;
    const type = tree.lastChild(spec);
    const name = tree.textOf(tree.firstChild(spec));
    if (tree.type(spec) === "type_alias") {
      const target = toType(tree, type);
      facts.bind(place.scope, name, 0, place.scope, target === null ? ["unknown"] : ["value", target]);
    } else if (tree.type(spec) === "type_spec" && name !== "_") readType(reader, spec, outer, name, place);
  }
}

function readType(reader: GoReader, spec: SyntaxNode, outer: SyntaxNode, name: string, place: GoPlace): void {
  const { tree, facts } = reader;
  const type = tree.lastChild(spec);
  const kind = tree.type(type);
  const isInterface = kind === "interface_type";
  // Type parameters live around the type, where its fields and methods see them and nobody else.
  const around = facts.addScope("block", place.scope, place.owner);
  bindTypeParameters(reader, tree.childOfType(spec, "type_parameter_list"), around);
  const scope = facts.addScope("class", around, facts.definitions.length);
  const bases: Expression[] = [];
  const body = bodyOf(reader, type, tree.end(outer));
  const definition = facts.addDefinition({
    ...rangesOf(tree, outer, outer, NO_NODE),
    ...body,
    signature: `type ${readSignature(tree.text, tree.start(spec), body.bodyStart)}`,
    kind: "class",
    name,
    parent: place.owner,
    scope,
    bases,
    returns: [],
    traits: isInterface ? ["interface"] : [],
  });
  facts.bind(place.scope, name, 0, place.scope, ["definition", definition]);
  if (place.owner === FILE_ITSELF) reader.types.set(name, definition);
  if (kind === "struct_type") readFields(reader, tree.firstChild(type), scope, bases);
  else if (isInterface) readInterface(reader, type, definition, scope, bases);
  else {
    const underlying = toType(tree, type);
    if (underlying?.[0] === "list" || (underlying?.[0] === "generic" && kind === "map_type"))
      facts.bind(scope, ELEMENT, 0, scope, ["value", ["item", ["instance", underlying]]]);
  }
}

/** From the opening brace on, where there is one. */
function bodyOf(reader: GoReader, type: SyntaxNode, end: number): { bodyStart: number; bodyEnd: number } {
  const { tree } = reader;
  const hasBody = tree.type(type) === "struct_type" || tree.type(type) === "interface_type";
  const brace = hasBody ? tree.text.indexOf("{", tree.start(type)) : -1;
  return brace === -1 || brace >= tree.end(type)
    ? { bodyStart: end, bodyEnd: end }
    : { bodyStart: brace, bodyEnd: tree.end(type) };
}

function readFields(reader: GoReader, list: SyntaxNode, scope: number, bases: Expression[]): void {
  const { tree, facts } = reader;
  for (const field of tree.children(list)) {
    if (tree.type(field) !== "field_declaration") continue;
    const parts = tree.children(field).filter((part) => !/_string_literal$/.test(tree.type(part)));
    const names = parts.filter((part) => tree.type(part) === "field_identifier");
    const type = toType(tree, parts[parts.length - 1] ?? NO_NODE);
    const value = instanceOf(type);
    const bind = (name: string): void => {
      facts.bind(scope, name, tree.start(field), scope, value === null ? ["unknown"] : ["value", value]);
    };
    for (const name of names) bind(tree.textOf(name));
    if (names.length > 0 || type === null) continue;
    const embedded = type[0] === "generic" ? type[1] : type;
    bases.push(embedded);
    bind(lastName(embedded));
  }
}

function readInterface(
  reader: GoReader,
  node: SyntaxNode,
  definition: number,
  scope: number,
  bases: Expression[],
): void {
  const { tree } = reader;
  for (const element of tree.children(node)) {
    if (tree.type(element) === "method_elem") readInterfaceMethod(reader, element, definition, scope);
    // One named type is embedded; a union is a constraint, of which no method is known.
    const type = tree.type(element) === "type_elem" ? toType(tree, element) : null;
    if (type !== null) bases.push(type[0] === "generic" ? type[1] : type);
  }
}

function lastName(type: Expression): string {
  if (type[0] === "name") return type[1];
  return type[0] === "member" ? type[2] : "";
}
