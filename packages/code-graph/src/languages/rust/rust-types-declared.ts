import type { NodeKind } from "@stemma/graph-store";
import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF, type Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { bindItem } from "./rust-blocks.js";
import { type RustContext, type RustWalker, typeKey } from "./rust-context.js";
import { readFunction } from "./rust-functions.js";
import { bindTypeParameters } from "./rust-generics.js";
import { nameOf, rangesOf, readHead } from "./rust-text.js";
import { instanceOf, toBounds, toType, withVariables } from "./rust-types.js";

const KINDS: Readonly<Record<string, NodeKind>> = {
  struct_item: "struct",
  union_item: "struct",
  enum_item: "enum",
  trait_item: "interface",
};

/** `struct`, `enum`, `union`, `trait`: classes, with their fields and variants. */
export function readType(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const name = nameOf(tree, tree.childOfType(node, "type_identifier"));
  const kind = KINDS[tree.type(node)] ?? "struct";
  const isTrait = kind === "interface";
  const { attributes, docstring } = readHead(tree.text, tree.start(node));
  const body = tree.childOfType(
    node,
    "field_declaration_list",
    "ordered_field_declaration_list",
    "enum_variant_list",
    "declaration_list",
  );
  // Type parameters live around the type, where its fields and methods see them and nobody else.
  const around = facts.addScope("block", context.scope, context.owner);
  const scope = facts.addScope("class", around, facts.definitions.length);
  const bases: Expression[] = [];
  const traits: Trait[] = isTrait ? ["interface"] : [];
  const inner = { definition: facts.definitions.length, type: ["name", name] as Expression, isTrait };
  const inside: RustContext = { ...context, scope: around, self: inner };
  const typeParameters = bindTypeParameters(walker, node, around, inside);
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, tree.type(body) === "ordered_field_declaration_list" ? NO_NODE : body),
    kind: "class",
    is: kind,
    name,
    docstring,
    parent: context.owner,
    scope,
    bases,
    returns: [],
    traits,
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
  });
  bindItem(walker, context, name, definition, attributes);
  walker.types.set(typeKey(context.module, name), definition);
  const at = { ...inside, owner: definition, scope };
  if (isTrait) readTraitMembers(walker, node, body, at, bases);
  else if (kind === "enum") readVariants(walker, body, at);
  else bindFields(walker, body, scope, "", inside);
}

/** Supertraits, methods with and without a body, types that implementations choose. */
function readTraitMembers(
  walker: RustWalker,
  node: SyntaxNode,
  body: SyntaxNode,
  context: RustContext,
  bases: Expression[],
): void {
  const { tree, facts } = walker;
  const bounds = tree.childOfType(node, "trait_bounds");
  for (const bound of bounds === NO_NODE ? [] : tree.children(bounds)) {
    const type = /lifetime|removed/.test(tree.type(bound)) ? null : toType(walker, bound, context);
    if (type !== null) bases.push(type);
  }
  for (const item of body === NO_NODE ? [] : tree.children(body)) {
    const type = tree.type(item);
    if (type === "function_item" || type === "function_signature_item") readFunction(walker, item, context);
    else if (type === "associated_type") {
      const list = tree.childOfType(item, "trait_bounds");
      const value = list === NO_NODE ? null : instanceOf(toBounds(walker, tree.children(list), context));
      const name = nameOf(tree, tree.childOfType(item, "type_identifier"));
      facts.bind(context.scope, name, 0, context.scope, boundValue(value));
    } else if (type === "const_item") bindConstant(walker, item, context);
  }
}

/** `const X: T`, `static X: T`: a value of the type. */
export function bindConstant(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  if (context.owner === FILE_ITSELF) walker.constants.push(node);
  const parts = tree
    .children(node)
    .filter((part) => !/^(?:visibility_modifier|mutable_specifier)$/.test(tree.type(part)));
  const [name = NO_NODE, type = NO_NODE] = parts;
  const value = instanceOf(toType(walker, type, context));
  facts.bind(context.scope, nameOf(tree, name), 0, context.scope, boundValue(value));
}

/** Unit variants are objects, all others make them; what they hold is bound as `.A.0` and `.A.x`. */
function readVariants(walker: RustWalker, body: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const names: string[] = [];
  for (const variant of body === NO_NODE ? [] : tree.children(body)) {
    if (tree.type(variant) !== "enum_variant") continue;
    const name = nameOf(tree, tree.childOfType(variant, "identifier"));
    const list = tree.childOfType(variant, "field_declaration_list", "ordered_field_declaration_list");
    const own: Expression = ["definition", context.owner];
    names.push(name);
    facts.bind(context.scope, name, 0, context.scope, ["value", list === NO_NODE ? ["instance", own] : own]);
    bindFields(walker, list, context.scope, `.${name}`, context);
  }
  walker.variants.set(context.owner, names);
}

/** Fields under names that no method can have: `.x`, `.0`. */
function bindFields(
  walker: RustWalker,
  list: SyntaxNode,
  scope: number,
  prefix: string,
  context: RustContext,
): void {
  const { tree, facts } = walker;
  let index = 0;
  for (const part of list === NO_NODE ? [] : tree.children(list)) {
    const type = tree.type(part);
    if (type === "visibility_modifier" || type === "attribute_item" || type.endsWith("comment")) continue;
    const isNamed = type === "field_declaration";
    const name = isNamed ? nameOf(tree, tree.childOfType(part, "field_identifier")) : String(index++);
    const value = instanceOf(toType(walker, isNamed ? tree.lastChild(part) : part, context));
    facts.bind(scope, `${prefix}.${name}`, 0, scope, boundValue(value));
  }
}

/** `type A<T> = B<T>;` in a module: another name of the type. */
export function readAlias(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const name = nameOf(tree, tree.childOfType(node, "type_identifier"));
  if (context.owner === FILE_ITSELF) walker.constants.push(node);
  const around = facts.addScope("block", context.scope, context.owner);
  const inside: RustContext = { ...context, scope: around };
  const names = bindTypeParameters(walker, node, around, inside);
  const type = toType(walker, tree.lastChild(node), inside);
  facts.bind(context.scope, name, 0, context.scope, boundValue(aliasOf(type, names)));
}

function aliasOf(type: Expression | null, names: readonly string[]): Expression | null {
  if (type === null) return null;
  if (names.length > 0) return ["alias", names, withVariables(type, new Set(names))];
  return type[0] === "name" || type[0] === "member" ? type : ["instance", type];
}
