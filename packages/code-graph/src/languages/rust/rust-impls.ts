import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { type RustContext, type RustWalker, typeKey } from "./rust-context.js";
import { type ImplBlock, readFunction } from "./rust-functions.js";
import { bindTypeParameters } from "./rust-generics.js";
import { ELEMENT, TARGET } from "./rust-library.js";
import { toPath } from "./rust-paths.js";
import { nameOf } from "./rust-text.js";
import { instanceOf, toType } from "./rust-types.js";

/** `impl T { … }`, `impl Trait for T { … }`: members of the type, wherever that stands. */
export function readImpl(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const body = tree.childOfType(node, "declaration_list");
  const heads = tree
    .children(node)
    .filter(
      (part) =>
        !/^(?:type_parameters|where_clause|declaration_list|visibility_modifier)$/.test(tree.type(part)),
    );
  const typeNode = heads[heads.length - 1] ?? NO_NODE;
  const traitNode = heads.length > 1 ? (heads[0] ?? NO_NODE) : NO_NODE;
  const around: RustContext = { ...context, scope: facts.addScope("block", context.scope, context.owner) };
  bindImplVariables(walker, node, around.scope);
  const type = toType(walker, typeNode, around);
  const name = baseName(walker, typeNode);
  const own =
    tree.type(typeNode) === "scoped_type_identifier"
      ? undefined
      : walker.types.get(typeKey(context.module, name));
  const isOwn = own !== undefined && !/^(?:type|namespace)$/.test(facts.definitions[own]?.is ?? "");
  const bound = isOwn ? null : boundOf(walker, node, name, around);
  const of: Expression | null = isOwn ? ["definition", own] : (bound ?? classOf(type));
  const inside: RustContext = {
    ...around,
    owner: isOwn ? own : context.owner,
    self: type === null ? null : { definition: isOwn ? own : FILE_ITSELF, type, isTrait: false },
  };
  if (
    of !== null &&
    // Types with the one trait have the other's methods, but it is no base of the one.
    bound === null &&
    traitNode !== NO_NODE &&
    !/^\s*!/.test(tree.text.slice(tree.start(traitNode) - 1, tree.start(traitNode)))
  ) {
    const base = toPath(walker, traitNode, around);
    if (base !== null) facts.outOfLineBases.push({ of, base, scope: around.scope, at: tree.start(node) });
  }
  const block: ImplBlock = {
    node,
    of: of ?? ["union", []],
    typeParameters: parametersOf(type),
    prefix: isOwn ? "" : `${name}.`,
  };
  for (const item of body === NO_NODE ? [] : tree.children(body)) {
    if (tree.type(item) === "function_item") readFunction(walker, item, inside, block);
    else if (tree.type(item) === "type_item" && of !== null)
      readAssociatedType(walker, item, inside, of, traitNode === NO_NODE ? "" : baseName(walker, traitNode));
    else if (tree.type(item) === "const_item") readAssociatedConstant(walker, item, inside, of);
    else if (tree.type(item) === "macro_invocation") walker.visit(item, inside);
  }
}

/** `impl<T: Bound> Trait for T`: the trait whose types get what is in the block; `null` where the block is for one type. */
function boundOf(walker: RustWalker, node: SyntaxNode, name: string, around: RustContext): Expression | null {
  const { facts } = walker;
  const scope = facts.addScope("block", around.scope, around.owner);
  if (!bindTypeParameters(walker, node, scope, around).includes(name)) return null;
  const bound = facts.scopes[scope]?.names[name]?.[0]?.value;
  const type = bound?.[0] === "value" && bound[1][0] === "variable" ? bound[1][2] : null;
  return type === null ? null : classOf(type[0] === "union" ? (type[1][0] ?? null) : type);
}

/** `impl<T> …`: what the head names; bounds are bound again for each method. */
function bindImplVariables({ tree, facts }: RustWalker, node: SyntaxNode, scope: number): void {
  const list = tree.childOfType(node, "type_parameters");
  for (const parameter of list === NO_NODE ? [] : tree.children(list))
    if (tree.type(parameter) === "type_parameter") {
      const name = tree.textOf(tree.firstChild(parameter));
      facts.bind(scope, name, 0, scope, ["value", ["variable", name, null]]);
    }
}

/** `type Item = T;`: `Self::Item`, of an iterator what it gives, of a pointer what it leads to. */
function readAssociatedType(
  walker: RustWalker,
  item: SyntaxNode,
  context: RustContext,
  of: Expression,
  trait: string,
): void {
  const { tree, facts } = walker;
  const name = nameOf(tree, tree.childOfType(item, "type_identifier"));
  const value = instanceOf(toType(walker, tree.lastChild(item), context));
  if (value === null) return;
  const at = tree.start(item);
  facts.outOfLineMembers.push({ of, name, value, scope: context.scope, at });
  const isElement = name === "Item" || (name === "Output" && trait === "Index");
  const other = isElement ? ELEMENT : name === "Target" && trait === "Deref" ? TARGET : null;
  if (other !== null) facts.outOfLineMembers.push({ of, name: other, value, scope: context.scope, at });
}

function readAssociatedConstant(
  walker: RustWalker,
  item: SyntaxNode,
  context: RustContext,
  of: Expression | null,
): void {
  const { tree, facts } = walker;
  const parts = tree.children(item).filter((part) => tree.type(part) !== "visibility_modifier");
  const [name = NO_NODE, type = NO_NODE] = parts;
  const value = instanceOf(toType(walker, type, context));
  if (value !== null && of !== null)
    facts.outOfLineMembers.push({
      of,
      name: nameOf(tree, name),
      value,
      scope: context.scope,
      at: tree.start(item),
    });
  for (const part of parts.slice(2)) walker.visit(part, context);
}

/** Names of variables that are the arguments of the type, `Foo<K, V>`: what the methods call the type's parameters. */
function parametersOf(type: Expression | null): string[] {
  if (type?.[0] !== "generic") return [];
  return type[2].map((argument) => (argument[0] === "name" ? argument[1] : ""));
}

function classOf(type: Expression | null): Expression | null {
  const base = type?.[0] === "generic" ? type[1] : type;
  return base?.[0] === "name" || base?.[0] === "member" ? base : null;
}

/** `Foo` of `a::Foo<T>`, `&mut Foo`, `dyn Foo`. */
function baseName({ tree }: RustWalker, node: SyntaxNode): string {
  const text = tree.textOf(node).replace(/<[\s\S]*$/, "");
  return /([\p{L}_][\p{L}\p{N}_]*)\W*$/u.exec(text)?.[1] ?? "impl";
}
