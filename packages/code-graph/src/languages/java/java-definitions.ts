import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { JavaWalker, OpenClass } from "./java-context.js";
import { identifierText } from "./java-escapes.js";
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
export function readClasses(walker: JavaWalker, nodes: readonly SyntaxNode[], context: WalkContext): void {
  const open = nodes.map((node) => openClass(walker, node, context));
  for (const one of open) addBases(walker, one);
  for (const one of open) declareAll(walker, one);
  for (const one of open) readAll(walker, one);
}

/** A type declared within a method. */
export function readClass(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  readClasses(walker, [node], context);
}

/** The class of `new Base() { … }` or of an enum constant with a body. */
export function readClassInPlace(
  walker: JavaWalker,
  node: SyntaxNode,
  body: SyntaxNode,
  head: { readonly name: string; readonly base: Expression | null },
  context: WalkContext,
): number {
  const { facts } = walker;
  const scope = facts.addScope("class", context.scope, facts.definitions.length);
  const bases = head.base === null ? [] : [head.base];
  const definition = facts.addDefinition({
    ...rangesOf(walker.tree, node, body),
    kind: "class",
    name: head.name,
    parent: context.owner,
    scope,
    bases,
    returns: [],
    traits: [],
  });
  walker.definitionOf.set(body, definition);
  const nested = openNested(walker, body, { owner: definition, scope }, 0);
  const open = { definition, node, body, bases, nested };
  for (const one of open.nested) addBases(walker, one);
  declareAll(walker, open);
  readAll(walker, open);
  return definition;
}

function openClass(walker: JavaWalker, node: SyntaxNode, context: WalkContext, depth = 0): OpenClass {
  const { tree, facts } = walker;
  const name = identifierText(tree, tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, ...BODIES);
  const isInterface = /^(?:interface|annotation_type)_/.test(tree.type(node));
  // Type parameters live around the class, where all of it sees them and nobody else.
  const around = facts.addScope("block", context.scope, context.owner);
  const scope = facts.addScope("class", around, facts.definitions.length);
  const traits: Trait[] = isInterface ? ["interface"] : [];
  const bases: Expression[] = [];
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, body),
    kind: "class",
    name,
    parent: context.owner,
    scope,
    bases,
    returns: [],
    traits,
  });
  facts.bind(context.scope, name, 0, context.scope, ["definition", definition]);
  const nested =
    depth < MAX_CLASS_NESTING ? openNested(walker, body, { owner: definition, scope }, depth + 1) : [];
  return { definition, node, body, bases, nested };
}

function openNested(walker: JavaWalker, body: SyntaxNode, context: WalkContext, depth: number): OpenClass[] {
  return membersOf(walker, body)
    .filter((member) => TYPE_DECLARATIONS.has(walker.tree.type(member)))
    .map((member) => openClass(walker, member, context, depth));
}

function addBases(walker: JavaWalker, { definition, node, bases, nested }: OpenClass): void {
  const { tree, facts } = walker;
  const around = facts.scopes[facts.definitions[definition]?.scope ?? 0]?.parent ?? 0;
  const names = bindTypeParameters(walker, tree.childOfType(node, "type_parameters"), around);
  const open = facts.definitions[definition];
  if (names.length > 0 && open !== undefined) open.typeParameters = names;
  for (const part of tree.children(node)) {
    if (!["superclass", "super_interfaces", "extends_interfaces"].includes(tree.type(part))) continue;
    const list = tree.childOfType(part, "type_list");
    for (const typeNode of tree.children(list === NO_NODE ? part : list)) {
      const type = toType(walker, typeNode, around);
      if (type !== null) bases.push(type);
    }
  }
  // What every enum and record has comes from the library.
  if (tree.type(node) === "enum_declaration") bases.push(["module", "java.lang.Enum"]);
  for (const one of nested) addBases(walker, one);
}

function declareAll(walker: JavaWalker, open: OpenClass): void {
  declareMembers(walker, open);
  for (const one of open.nested) declareAll(walker, one);
}

function readAll(walker: JavaWalker, open: OpenClass): void {
  readMembers(walker, open);
  for (const one of open.nested) readAll(walker, one);
}
