import type { Expression } from "../../facts/expression.js";
import { NAMED_START, NAMELESS_END, NAMELESS_START, type Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { CContext, CWalker, KnownClass } from "./c-context.js";
import { simpleName } from "./c-declarators.js";
import { bindingScope, fullName, qualifiedExpression, qualifiedName, tagKey } from "./c-names.js";
import { rangesOf } from "./c-text.js";
import { toType } from "./c-types.js";

const CLASS_SPECIFIERS = new Set([
  "struct_specifier",
  "union_specifier",
  "class_specifier",
  "enum_specifier",
]);
const NAMES = ["type_identifier", "template_type", "qualified_identifier"];

/** Whether a node defines a class, struct, union or enum, rather than name one. */
export function isClassDefinition({ tree }: CWalker, node: SyntaxNode): boolean {
  return (
    CLASS_SPECIFIERS.has(tree.type(node)) &&
    tree.childOfType(node, "field_declaration_list", "enumerator_list") !== NO_NODE
  );
}

/** A class, struct, union or enum where it stands by itself. */
export function readSpecifier(walker: CWalker, node: SyntaxNode, context: CContext): void {
  if (isClassDefinition(walker, node)) readClass(walker, node, context.template?.node ?? node, "", context);
  // `struct Impl;` in a class: what it has may be told elsewhere.
  else if (context.container === "class")
    walker.classOf
      .get(context.owner)
      ?.declared.add(walker.tree.textOf(walker.tree.childOfType(node, "type_identifier")));
}

/**
 * A class, struct, union or enum with its members; one without a name takes that of the `typedef` around it.
 *
 * @param outer - the declaration that its source begins and ends with.
 */
export function readClass(
  walker: CWalker,
  node: SyntaxNode,
  outer: SyntaxNode,
  otherName: string,
  context: CContext,
): void {
  const { tree } = walker;
  const nameNode = tree.childOfType(node, ...NAMES);
  const written =
    tree.type(nameNode) === "qualified_identifier"
      ? fullName(...qualifiedName(walker, nameNode).parts)
      : simpleName(tree, nameNode);
  const name = written.split("::").at(-1) ?? "";
  const isEnum = tree.type(node) === "enum_specifier";
  if (name === "" && otherName === "") {
    readNameless(walker, node, isEnum, context);
    return;
  }
  const definition = addClass(
    walker,
    node,
    outer,
    { name: name || otherName, written, isTag: name !== "" },
    context,
  );
  const scope = walker.facts.definitions[definition]?.scope ?? 0;
  if (isEnum) {
    readEnumerators(walker, node, definition, scope, context);
    return;
  }
  const own: Expression = ["definition", definition];
  const inside: CContext = {
    owner: definition,
    scope,
    namespace: context.namespace,
    classes: [{ own, self: ["self", definition], definition }, ...context.classes],
    returnsFrom: -1,
    isInternal: context.isInternal,
    isConditional: false,
    isConst: false,
    container: "class",
    template: null,
  };
  readMembers(walker, node, inside);
}

interface ClassName {
  readonly name: string;
  /** With what stands before it. */
  readonly written: string;
  readonly isTag: boolean;
}

function addClass(
  walker: CWalker,
  node: SyntaxNode,
  outer: SyntaxNode,
  { name, written, isTag }: ClassName,
  context: CContext,
): number {
  const { tree, facts, names, isCpp } = walker;
  const body = tree.childOfType(node, "field_declaration_list", "enumerator_list");
  const scope = facts.addScope("class", context.scope, facts.definitions.length);
  const traits: Trait[] = tree.type(node) === "enum_specifier" ? ["enumeration"] : [];
  const typeParameters = (context.template?.names ?? []).filter((parameter) => parameter !== "");
  const before = written.split("::").slice(0, -1);
  const around = walker.classes.get(fullName(context.namespace, ...before));
  const isOutside = before.length > 0 && around === undefined;
  const definition = facts.addDefinition(
    {
      ...rangesOf(tree, node, outer, body),
      kind: "class",
      name,
      parent: before.length === 0 || around === undefined ? context.owner : around.definition,
      scope,
      bases: basesOf(walker, node, context),
      returns: [],
      traits,
      ...(typeParameters.length === 0 ? {} : { typeParameters: context.template?.names ?? [] }),
    },
    isOutside ? [...before, name].join(".") : name,
  );
  // `struct Outer::Inner { … }`: a member of a class that may stand in another file.
  if (before.length > 0) {
    const of = qualifiedExpression(walker, { isGlobal: false, parts: before, args: NO_NODE }, context);
    facts.outOfLineMembers.push({
      of,
      name,
      value: ["definition", definition],
      scope: 0,
      at: tree.start(node),
    });
  }
  walker.definitionOf.set(node, definition);
  const value = ["definition", definition] as const;
  const isNested = isCpp && context.container === "class";
  if (isNested || context.container === "body") {
    const key = !isCpp && isTag ? tagKey(name) : name;
    const inner = bindingScope(walker, context);
    facts.bind(inner, key, 0, inner, value);
  } else if (isCpp) names.addClass(fullName(context.namespace, written || name), definition);
  else if (isTag) {
    names.addClass(tagKey(name), definition);
    names.addWeak(name, ["name", tagKey(name)]);
  } else names.addClass(name, definition);
  // A specialisation is another class of the same name.
  const key = isNested ? nestedKey(walker, name, context) : fullName(context.namespace, written || name);
  const known: KnownClass = {
    key,
    definition,
    scope,
    virtuals: new Set(),
    declared: new Set(),
    docstrings: new Map(),
  };
  walker.classOf.set(definition, known);
  if (context.container !== "body" && !walker.classes.has(key)) walker.classes.set(key, known);
  else walker.classes.set(`${key}~${definition}`, known);
  return definition;
}

/** Full name of a class within another one. */
function nestedKey(walker: CWalker, name: string, context: CContext): string {
  return fullName(walker.classOf.get(context.owner)?.key ?? "", name);
}

function basesOf(walker: CWalker, node: SyntaxNode, context: CContext): Expression[] {
  const { tree } = walker;
  return tree
    .children(tree.childOfType(node, "base_class_clause"))
    .map((part) => toType(walker, part, context))
    .filter((type) => type !== null);
}

/** Members first, then what is in their bodies: these see all of the members. */
function readMembers(walker: CWalker, node: SyntaxNode, inside: CContext): void {
  const list = walker.tree.childOfType(node, "field_declaration_list");
  const isOutermost = walker.deferred === null;
  walker.deferred ??= [];
  walker.descend(() => {
    walker.visitChildren(list, inside);
  });
  if (!isOutermost) return;
  const bodies = walker.deferred;
  walker.deferred = null;
  for (const read of bodies) read();
}

/** A struct or union without a name: without a variable of it, its members are those of the class around it. */
function readNameless(walker: CWalker, node: SyntaxNode, isEnum: boolean, context: CContext): void {
  if (isEnum) readEnumerators(walker, node, -1, -1, context);
  else if (context.container === "class") {
    const { tree, facts } = walker;
    const at = tree.start(node);
    const mark = (key: string): void => {
      facts.bind(context.scope, `${key}${at}`, at, context.scope, ["unknown"]);
    };
    mark(/^\s*;/.test(tree.text.slice(tree.end(node), tree.end(node) + 40)) ? NAMELESS_START : NAMED_START);
    walker.visitChildren(tree.childOfType(node, "field_declaration_list"), context);
    mark(NAMELESS_END);
  }
}

/** Constants of an enum: its own, and, unless it is an `enum class`, of what is around it. */
function readEnumerators(
  walker: CWalker,
  node: SyntaxNode,
  definition: number,
  scope: number,
  context: CContext,
): void {
  const { tree, facts, names, isCpp } = walker;
  const list = tree.childOfType(node, "enumerator_list");
  const isScoped = /^enum\s+(?:class|struct)\b/.test(tree.text.slice(tree.start(node), tree.start(list)));
  const value: Expression = definition === -1 ? ["literal"] : ["instance", ["definition", definition]];
  const visit = (parent: SyntaxNode): void => {
    for (const enumerator of tree.children(parent)) {
      if (tree.type(enumerator) !== "enumerator") {
        if (tree.type(enumerator).startsWith("preproc_")) visit(enumerator);
        continue;
      }
      const nameNode = tree.firstChild(enumerator);
      const name = tree.textOf(nameNode);
      if (definition !== -1) facts.bind(scope, name, 0, scope, ["value", value]);
      walker.visit(tree.nextSibling(nameNode), context);
      // Constants call nothing: only where their type may tell overloads apart are they of use outside.
      if (!isCpp || isScoped || definition === -1) continue;
      if (context.container === "file") names.addValue(fullName(context.namespace, name), value);
      else {
        const around = bindingScope(walker, context);
        facts.bind(around, name, 0, around, ["value", value]);
      }
    }
  };
  visit(list);
}
