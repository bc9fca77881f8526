import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { CContext, CWalker } from "./c-context.js";

/** A name with its qualifiers: `a::b<int>::f`. */
export interface QualifiedName {
  /** Whether it begins with `::`. */
  readonly isGlobal: boolean;
  /** Names without their arguments. */
  readonly parts: readonly string[];
  /** Arguments of the class before the last name, as nodes (`b<int>` of `b<int>::f`). */
  readonly args: SyntaxNode;
}

/** Joins the parts of a full name; `""` is no part. */
export function fullName(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("::");
}

/** The names of a `qualified_identifier`. */
export function qualifiedName({ tree }: CWalker, node: SyntaxNode): QualifiedName {
  const parts: string[] = [];
  let isGlobal = false;
  let args = -1;
  let current = node;
  for (let depth = 0; depth < 40 && tree.type(current) === "qualified_identifier"; depth++) {
    const children = tree.children(current);
    const [scope = -1] = children;
    if (children.length === 1) isGlobal ||= parts.length === 0;
    else {
      parts.push(
        nameWithoutArguments(
          tree.textOf(tree.type(scope) === "template_type" ? tree.firstChild(scope) : scope),
        ),
      );
      args = tree.childOfType(scope, "template_argument_list");
    }
    current = children.at(-1) ?? -1;
  }
  const type = tree.type(current);
  const last = /^template_|^dependent_name/.test(type) ? tree.firstChild(current) : current;
  parts.push(tree.textOf(last).replace(/\s+/g, type === "operator_name" ? "" : " "));
  return { isGlobal, parts, args };
}

function nameWithoutArguments(text: string): string {
  return text.replace(/<[\s\S]*$/, "").trim();
}

/** Whether a name is bound in a function around, a parameter or local variable. */
export function isLocal({ facts }: CWalker, { scope }: CContext, name: string): boolean {
  for (let number = scope; number > 0; number = facts.scopes[number]?.parent ?? -1) {
    const current = facts.scopes[number];
    if (current !== undefined && current.kind !== "class" && Object.hasOwn(current.names, name)) return true;
  }
  return false;
}

/** Whether a name is that of a function or lambda of the body around: it hides all that is further out. */
export function isLocalFunction({ facts }: CWalker, { scope }: CContext, name: string): boolean {
  for (let number = scope; number > 0; number = facts.scopes[number]?.parent ?? -1) {
    const current = facts.scopes[number];
    if (current === undefined || current.kind === "class" || !Object.hasOwn(current.names, name)) continue;
    return current.names[name]?.some(({ value }) => value[0] === "definition") === true;
  }
  return false;
}

/** What an unqualified name may mean: local names, members of the classes around, then the namespaces, outwards. */
export function nameExpression(walker: CWalker, name: string, context: CContext): Expression {
  if (!walker.isCpp || isLocal(walker, context, name)) return ["name", name];
  return oneOf([...memberExpressions(walker, name, context), ...namespaceNames(walker, name, context)]);
}

/** A qualified name: of a namespace, or a member of a class. */
export function qualifiedExpression(
  walker: CWalker,
  { isGlobal, parts }: QualifiedName,
  context: CContext,
): Expression {
  const name = fullName(...parts);
  const [first = "", ...rest] = parts;
  const alias = walker.namespaceAliases.get(first);
  const meant = alias === undefined ? parts : [...alias.split("::"), ...rest];
  if (meant.length < 2) return isGlobal ? ["name", name] : nameExpression(walker, name, context);
  const full = fullName(...meant);
  const names: Expression[] = isGlobal ? [["name", full]] : namespaceNames(walker, full, context);
  if (OUTSIDE.has(meant[0] ?? "")) return ["name", full];
  const before = qualifiedExpression(walker, { isGlobal, parts: meant.slice(0, -1), args: -1 }, context);
  return oneOf([...names, ["member", before, meant.at(-1) ?? ""]]);
}

/** Namespaces of which no class is a part of the tree; to spare looking. */
const OUTSIDE = new Set(["std"]);

/** The tag of a `struct`, `union` or `enum`. In C these have names of their own. */
export function tagExpression(walker: CWalker, name: string, context: CContext): Expression {
  if (isLocal(walker, context, tagKey(name))) return ["name", tagKey(name)];
  if (!walker.isCpp) return ["name", tagKey(name)];
  return ["firstKnown", [nameExpression(walker, name, context), ["name", tagKey(name)]], "literals"];
}

/** Name under which C keeps a tag; no identifier. */
export function tagKey(name: string): string {
  return `struct ${name}`;
}

/** A name in each namespace around and in those that `using namespace` opens. */
function namespaceNames({ directives }: CWalker, name: string, { namespace }: CContext): Expression[] {
  const names = new Set<string>();
  for (let around = namespace; around !== ""; around = outerNamespace(around))
    names.add(fullName(around, name));
  for (const directive of directives) {
    if (namespace !== "") names.add(fullName(namespace, directive, name));
    names.add(fullName(directive, name));
  }
  names.add(name);
  return [...names].map((key) => ["name", key]);
}

function memberExpressions({ facts, classOf }: CWalker, name: string, { classes }: CContext): Expression[] {
  const found: Expression[] = [];
  for (const { self, definition } of classes) {
    const own = facts.definitions[definition];
    const isBound =
      own !== undefined &&
      (Object.hasOwn(facts.scopes[own.scope]?.names ?? {}, name) ||
        classOf.get(definition)?.declared.has(name) === true);
    if (own === undefined || isBound || own.bases.length > 0) found.push(["member", self, name]);
    if (isBound) break;
  }
  return found;
}

export function outerNamespace(namespace: string): string {
  const end = namespace.lastIndexOf("::");
  return end === -1 ? "" : namespace.slice(0, end);
}

function oneOf(parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : ["firstKnown", parts, "literals"];
}

/** Where a class, or a body, keeps its names: those of `template <…>` in front of a member are the member's own. */
export function bindingScope({ facts }: CWalker, { container, owner, scope }: CContext): number {
  return container === "class" ? (facts.definitions[owner]?.scope ?? scope) : scope;
}
