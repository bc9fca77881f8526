import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { CContext, CWalker } from "./c-context.js";
import { CONSTRUCTOR } from "./c-library.js";
import { bindingScope, fullName, outerNamespace, qualifiedExpression, qualifiedName } from "./c-names.js";
import { bindTemplateParameters } from "./c-parameters.js";
import { rangesOf } from "./c-text.js";

/** `namespace a::b { … }`; one without a name keeps what is in it to the file, an `inline` one is part of what is around it. */
export function readNamespace(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const nameNode = tree.childOfType(node, "namespace_identifier", "nested_namespace_specifier", "identifier");
  const body = tree.childOfType(node, "declaration_list");
  const name = tree.textOf(nameNode).replace(/\s+|\binline\b/g, "");
  const isInline = /^inline\b/.test(tree.textOf(node));
  if (name === "" || isInline) {
    walker.visitChildren(body, { ...context, isInternal: context.isInternal || name === "" });
    return;
  }
  const namespace = fullName(context.namespace, name);
  const owner = walker.namespaces.get(namespace) ?? addNamespace(walker, node, body, name, context);
  walker.visitChildren(body, { ...context, namespace, owner });
}

/** A namespace that the file opens more than once is there once. */
function addNamespace(
  walker: CWalker,
  node: SyntaxNode,
  body: SyntaxNode,
  name: string,
  context: CContext,
): number {
  const { facts } = walker;
  const parts = name.split("::");
  const definition = facts.addDefinition(
    {
      ...rangesOf(walker.tree, node, node, body),
      kind: "class",
      name: parts.at(-1) ?? name,
      parent: context.owner,
      scope: facts.addScope("class", context.scope, facts.definitions.length),
      bases: [],
      returns: [],
      traits: ["namespace"],
    },
    parts.join("."),
  );
  let full = fullName(context.namespace, name);
  for (let count = 0; count < parts.length && !walker.namespaces.has(full); count++) {
    walker.namespaces.set(full, definition);
    full = outerNamespace(full);
  }
  return definition;
}

/** `using a::f;`: another name of it here. */
export function readUsing(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts, names } = walker;
  const target = tree.childOfType(node, "qualified_identifier");
  if (target === NO_NODE || isDirective(tree, node)) return;
  const { isGlobal, parts, args } = qualifiedName(walker, target);
  const name = parts.at(-1) ?? "";
  const full = fullName(context.namespace, name);
  if (full === fullName(...parts)) return;
  const value = qualifiedExpression(walker, { isGlobal, parts, args }, context);
  if (context.container === "file") {
    if (!names.has(full)) names.addValue(full, value);
  } else if (context.container === "body")
    facts.bind(context.scope, name, tree.start(node), context.scope, ["value", value]);
  else {
    // `using Base::f;`, `using Base::Base;` in a class: functions of a base beside those of its own.
    const member = name === parts.at(-2) ? CONSTRUCTOR : name;
    const scope = bindingScope(walker, context);
    facts.bind(scope, member, 0, scope, ["value", ["member", ["super", context.owner], member]]);
  }
}

/** Whether a declaration opens a whole namespace. */
function isDirective(tree: SyntaxTree, node: SyntaxNode): boolean {
  return /^using\s+namespace\b/.test(tree.textOf(node));
}

/** Namespaces that `using namespace` opens in the file, and other names that it gives to namespaces. */
export function findNamespaceNames(tree: SyntaxTree): {
  readonly directives: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
} {
  const directives = new Set<string>();
  const aliases = new Map<string, string>();
  for (let node = 0; node < tree.size; node++) {
    const type = tree.type(node);
    if (type === "using_declaration" && isDirective(tree, node))
      directives.add(tree.textOf(tree.lastChild(node)).replace(/\s+|^::/g, ""));
    if (type === "namespace_alias_definition")
      aliases.set(
        tree.textOf(tree.firstChild(node)),
        tree.textOf(tree.lastChild(node)).replace(/\s+|^::/g, ""),
      );
  }
  return { directives: [...directives].filter((name) => name !== "std"), aliases };
}

/** `template <typename T> …`: the names of its types, around what follows. */
export function readTemplate(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts } = walker;
  const list = tree.childOfType(node, "template_parameter_list");
  const scope = facts.addScope("block", context.scope, context.owner);
  const names = bindTemplateParameters(walker, list, scope);
  const outer = context.template;
  const template = { node: outer?.node ?? node, names: [...(outer?.names ?? []), ...names] };
  for (const part of tree.children(node))
    if (part !== list) walker.visit(part, { ...context, scope, template });
}
