import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { acceptedTypes } from "../shared/mentions.js";
import type { JavaWalker, OpenClass } from "./java-context.js";
import { identifierText } from "./java-escapes.js";
import { anyMemberOf, CONSTRUCTOR, memberOf, variadicMemberOf } from "./java-overloads.js";
import { bindParameter, bindTypeParameters, typeOf } from "./java-parameters.js";
import { rangesOf } from "./java-text.js";
import { toType } from "./java-types.js";

const METHODS = new Set([
  "method_declaration",
  "constructor_declaration",
  "compact_constructor_declaration",
  "annotation_type_element_declaration",
]);

/** Whether a node type declares a method or constructor. */
export function isMethod(type: string): boolean {
  return METHODS.has(type);
}

/** Adds a method to its class and gives its definition; its body is read later. */
export function declareMethod(walker: JavaWalker, node: SyntaxNode, open: OpenClass): number {
  const { tree, facts } = walker;
  const owner = facts.definitions[open.definition];
  const classScope = owner?.scope ?? 0;
  const isConstructor = /constructor/.test(tree.type(node));
  const name = identifierText(tree, tree.childOfType(node, "identifier"));
  const body = bodyOf(walker, node);
  const scope = facts.addScope("function", classScope, facts.definitions.length);
  bindTypeParameters(walker, tree.childOfType(node, "type_parameters"), scope);
  const parameters = parametersOf(walker, node, open);
  const isVariadic = parameters.some((parameter) => tree.type(parameter) === "spread_parameter");
  const key = isConstructor ? CONSTRUCTOR : name;
  const memberName = isVariadic ? variadicMemberOf(key) : memberOf(key, parameters.length);
  const result = isConstructor ? null : toType(walker, resultOf(walker, node), scope);
  const isArray = tree.childOfType(node, "dimensions") !== NO_NODE && result !== null;
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, body),
    kind: "function",
    name,
    parent: open.definition,
    scope,
    bases: [],
    returns: result === null ? [] : [["instance", isArray ? ["list", [result]] : result]],
    traits: traitsOf(walker, node, body, isConstructor, owner?.traits.includes("interface") ?? false),
    memberName,
    parameters: parameters.map((parameter) => typeOf(walker, parameter, scope)),
    ...acceptedBy(walker, parameters, scope),
  });
  walker.definitionOf.set(node, definition);
  for (const member of [memberName, anyMemberOf(key)])
    facts.bind(classScope, member, definition, classScope, ["definition", definition]);
  return definition;
}

/** Types of the parameters that say what type variables stand for. */
function acceptedBy(
  walker: JavaWalker,
  parameters: readonly SyntaxNode[],
  scope: number,
): { readonly accepts?: readonly (Expression | null)[] } {
  const types = parameters.map((parameter) => typeOf(walker, parameter, scope));
  const accepts = acceptedTypes(types, walker.typeVariables);
  return accepts === undefined ? {} : { accepts };
}

/** Binds the parameters and walks the body. */
export function readMethodBody(walker: JavaWalker, node: SyntaxNode, open: OpenClass): void {
  const { facts } = walker;
  const definition = walker.definitionOf.get(node) ?? -1;
  const context = { owner: definition, scope: facts.definitions[definition]?.scope ?? 0 };
  for (const parameter of parametersOf(walker, node, open)) bindParameter(walker, parameter, context);
  const { returned, given } = walker;
  walker.given = null;
  walker.returned = facts.definitions[definition]?.returns[0] ?? null;
  walker.visitChildren(bodyOf(walker, node), context);
  walker.returned = returned;
  walker.given = given;
}

/** A compact constructor has the parameters of its record. */
function parametersOf({ tree }: JavaWalker, node: SyntaxNode, open: OpenClass): SyntaxNode[] {
  const holder = tree.type(node) === "compact_constructor_declaration" ? open.node : node;
  return tree
    .children(tree.childOfType(holder, "formal_parameters"))
    .filter((parameter) => /^(?:formal|spread)_parameter$/.test(tree.type(parameter)));
}

function bodyOf({ tree }: JavaWalker, node: SyntaxNode): SyntaxNode {
  return tree.childOfType(node, "block", "constructor_body");
}

/** The type stands right before the name. */
function resultOf({ tree }: JavaWalker, node: SyntaxNode): SyntaxNode {
  let before = NO_NODE;
  for (const part of tree.children(node)) {
    if (tree.type(part) === "identifier") break;
    before = part;
  }
  return before;
}

function traitsOf(
  { tree }: JavaWalker,
  node: SyntaxNode,
  body: SyntaxNode,
  isConstructor: boolean,
  isInInterface: boolean,
): Trait[] {
  const modifiers = tree.textOf(tree.childOfType(node, "modifiers"));
  const has = (modifier: string): boolean => new RegExp(`\\b${modifier}\\b`).test(modifiers);
  const traits: Trait[] = [];
  if (has("static")) traits.push("static");
  if (isConstructor || has("static") || has("final") || has("private")) traits.push("final");
  else if (!isInInterface && !has("public") && !has("protected")) traits.push("package private");
  if (body === NO_NODE && (isInInterface || has("abstract"))) traits.push("declaration");
  return traits;
}
