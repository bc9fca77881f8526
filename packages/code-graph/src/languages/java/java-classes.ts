import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaPlace, JavaReader, OpenClass } from "./java-context.js";
import { declareMembers, readMembers } from "./java-members.js";
import { membersOf, TYPE_DECLARATIONS } from "./java-nodes.js";
import { bindTypeParameters } from "./java-parameters.js";
import { rangesOf } from "./java-text.js";
import { toType } from "./java-types.js";

/** Deeper nesting of classes than this is left out. */
const MAX_CLASS_NESTING = 50;
const BODIES = ["class_body", "interface_body", "enum_body", "annotation_type_body"];

/**
 * Types are read in three rounds, since everything in a class sees everything else of it: first all types that are declared,
 * one in the other, then their fields and methods, then what is in these.
 */
export function readClasses(reader: JavaReader, nodes: readonly SyntaxNode[], place: JavaPlace): void {
  const open = nodes.map((node) => openClass(reader, node, place));
  for (const one of open) addBases(reader, one);
  for (const one of open) declareAll(reader, one);
  for (const one of open) readAll(reader, one);
}

/** The class of `new Base() { … }` or of an enum constant with a body. */
export function readClassInPlace(
  reader: JavaReader,
  node: SyntaxNode,
  body: SyntaxNode,
  head: { readonly name: string; readonly base: Expression | null },
  place: JavaPlace,
): number {
  const { facts } = reader;
  const scope = facts.addScope("class", place.scope, facts.definitions.length);
  const bases = head.base === null ? [] : [head.base];
  const definition = facts.addDefinition({
    ...rangesOf(reader.tree, node, body),
    kind: "class",
    name: head.name,
    parent: place.owner,
    scope,
    bases,
    returns: [],
    traits: [],
  });
  reader.definitionOf.set(body, definition);
  const nested = openNested(reader, body, { owner: definition, scope }, 0);
  const open = { definition, node, body, bases, nested };
  for (const one of open.nested) addBases(reader, one);
  declareAll(reader, open);
  readAll(reader, open);
  return definition;
}

function openClass(reader: JavaReader, node: SyntaxNode, place: JavaPlace, depth = 0): OpenClass {
  const { tree, facts } = reader;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, ...BODIES);
  const isInterface = /^(?:interface|annotation_type)_/.test(tree.type(node));
  // Type parameters live around the class, where all of it sees them and nobody else.
  const around = facts.addScope("block", place.scope, place.owner);
  const scope = facts.addScope("class", around, facts.definitions.length);
  const traits: Trait[] = isInterface ? ["interface"] : [];
  const bases: Expression[] = [];
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, body),
    kind: "class",
    name,
    parent: place.owner,
    scope,
    bases,
    returns: [],
    traits,
  });
  facts.bind(place.scope, name, 0, place.scope, ["definition", definition]);
  const nested =
    depth < MAX_CLASS_NESTING ? openNested(reader, body, { owner: definition, scope }, depth + 1) : [];
  return { definition, node, body, bases, nested };
}

function openNested(reader: JavaReader, body: SyntaxNode, place: JavaPlace, depth: number): OpenClass[] {
  return membersOf(reader, body)
    .filter((member) => TYPE_DECLARATIONS.has(reader.tree.type(member)))
    .map((member) => openClass(reader, member, place, depth));
}

function addBases(reader: JavaReader, { definition, node, bases, nested }: OpenClass): void {
  const { tree, facts } = reader;
  const around = facts.scopes[facts.definitions[definition]?.scope ?? 0]?.parent ?? 0;
  bindTypeParameters(reader, tree.childOfType(node, "type_parameters"), around);
  for (const part of tree.children(node)) {
    if (!["superclass", "super_interfaces", "extends_interfaces"].includes(tree.type(part))) continue;
    const list = tree.childOfType(part, "type_list");
    for (const typeNode of tree.children(list === NO_NODE ? part : list)) {
      const type = toType(reader, typeNode, around);
      if (type !== null) bases.push(type[0] === "generic" ? type[1] : type);
    }
  }
  // What every enum and record has comes from the library.
  if (tree.type(node) === "enum_declaration") bases.push(["module", "java.lang.Enum"]);
  for (const one of nested) addBases(reader, one);
}

function declareAll(reader: JavaReader, open: OpenClass): void {
  declareMembers(reader, open);
  for (const one of open.nested) declareAll(reader, one);
}

function readAll(reader: JavaReader, open: OpenClass): void {
  readMembers(reader, open);
  for (const one of open.nested) readAll(reader, one);
}
