import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF, memberKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext } from "../shared/file-walker.js";
import type { GoWalker } from "./go-context.js";
import { bindTypeParameters, constraintKey, readInterfaceMethod } from "./go-definitions.js";
import { rangesOf, readSignature } from "./go-text.js";
import { instanceOf, toType } from "./go-types.js";

/** Member that stands for an element of a named slice, map or channel type. */
export const ELEMENT = "[]";

/** Member that stands for calling a value of a named type of functions. */
export const CALL = "()";

/** `type T …`, `type ( … )`: types of their own become classes, aliases other names of what they stand for. */
export function readTypes(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree, facts } = walker;
  const specs = tree.children(node);
  for (const spec of specs) {
    const outer = specs.length === 1 ? node : spec;
    const type = tree.lastChild(spec);
    const name = tree.textOf(tree.firstChild(spec));
    if (tree.type(spec) === "type_alias") {
      const target = toType(tree, type);
      const value: Expression | null = target?.[0] === "generic" ? ["instance", target] : target;
      facts.bind(context.scope, name, 0, context.scope, value === null ? ["unknown"] : ["value", value]);
    } else if (tree.type(spec) === "type_spec" && name !== "_") readType(walker, spec, outer, name, context);
  }
}

function readType(
  walker: GoWalker,
  spec: SyntaxNode,
  outer: SyntaxNode,
  name: string,
  context: WalkContext,
): void {
  const { tree, facts } = walker;
  const type = tree.lastChild(spec);
  const kind = tree.type(type);
  const isInterface = kind === "interface_type";
  // Type parameters live around the type, where its fields and methods see them and nobody else.
  const around = facts.addScope("block", context.scope, context.owner);
  const typeParameters = bindTypeParameters(walker, tree.childOfType(spec, "type_parameter_list"), around);
  const scope = facts.addScope("class", around, facts.definitions.length);
  for (const [index, parameter] of typeParameters.entries()) {
    const bound = facts.scopes[around]?.names[parameter]?.[0]?.value;
    const constraint = bound?.[0] === "value" && bound[1][0] === "variable" ? bound[1][2] : null;
    if (constraint !== null)
      facts.bind(scope, constraintKey(index), 0, scope, ["value", ["instance", constraint]]);
  }
  const bases: Expression[] = [];
  const body = bodyOf(walker, type, tree.end(outer));
  const definition = facts.addDefinition({
    ...rangesOf(tree, outer, outer, NO_NODE),
    ...body,
    signature: `type ${readSignature(tree.text, tree.start(spec), body.bodyStart)}`,
    kind: "class",
    name,
    parent: context.owner,
    scope,
    bases,
    returns: [],
    traits: isInterface ? ["interface"] : [],
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
  });
  facts.bind(context.scope, name, 0, context.scope, ["definition", definition]);
  if (context.owner === FILE_ITSELF) walker.types.set(name, definition);
  if (kind === "struct_type") readFields(walker, tree.firstChild(type), scope, bases);
  else if (isInterface) readInterface(walker, type, definition, scope, bases);
  else {
    const underlying = toType(tree, type);
    if (underlying?.[0] === "callable")
      facts.bind(scope, CALL, 0, scope, ["value", ["instance", underlying]]);
    if (underlying?.[0] === "list" || (underlying?.[0] === "generic" && kind === "map_type"))
      facts.bind(scope, ELEMENT, 0, scope, ["value", ["item", ["instance", underlying]]]);
  }
}

/** From the opening brace on, where there is one. */
function bodyOf(walker: GoWalker, type: SyntaxNode, end: number): { bodyStart: number; bodyEnd: number } {
  const { tree } = walker;
  const hasBody = tree.type(type) === "struct_type" || tree.type(type) === "interface_type";
  const brace = hasBody ? tree.text.indexOf("{", tree.start(type)) : -1;
  return brace === -1 || brace >= tree.end(type)
    ? { bodyStart: end, bodyEnd: end }
    : { bodyStart: brace, bodyEnd: tree.end(type) };
}

function readFields(walker: GoWalker, list: SyntaxNode, scope: number, bases: Expression[]): void {
  const { tree, facts } = walker;
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
    const inner = parts[parts.length - 1] ?? NO_NODE;
    if (names.length > 0 && inner !== NO_NODE && tree.type(inner) === "struct_type")
      for (const name of names) readInnerFields(walker, tree.firstChild(inner), tree.textOf(name), scope);
    if (names.length > 0 || type === null) continue;
    bases.push(type);
    bind(lastName(type[0] === "generic" ? type[1] : type));
  }
}

/** `hooks struct { before func() }`: fields of a field whose type has no name, as `hooks.before`. */
function readInnerFields(walker: GoWalker, list: SyntaxNode, outer: string, scope: number): void {
  const { tree, facts } = walker;
  walker.namelessFields.add(outer);
  for (const field of tree.children(list)) {
    const type = instanceOf(toType(tree, tree.lastChild(field)));
    for (const name of tree.children(field))
      if (tree.type(name) === "field_identifier")
        facts.bind(
          scope,
          memberKey(outer, tree.textOf(name)),
          tree.start(field),
          scope,
          type === null ? ["unknown"] : ["value", type],
        );
  }
}

function readInterface(
  walker: GoWalker,
  node: SyntaxNode,
  definition: number,
  scope: number,
  bases: Expression[],
): void {
  const { tree } = walker;
  for (const element of tree.children(node)) {
    if (tree.type(element) === "method_elem") readInterfaceMethod(walker, element, definition, scope);
    // One named type is embedded; a union is a constraint, of which no method is known.
    const type = tree.type(element) === "type_elem" ? toType(tree, element) : null;
    if (type !== null) bases.push(type[0] === "generic" ? type[1] : type);
  }
}

function lastName(type: Expression): string {
  if (type[0] === "name") return type[1];
  return type[0] === "member" ? type[2] : "";
}
