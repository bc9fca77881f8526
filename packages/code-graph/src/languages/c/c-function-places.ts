import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { CContext, CWalker, EnclosingClass } from "./c-context.js";
import { simpleName } from "./c-declarators.js";
import { CONSTRUCTOR, DESTRUCTOR } from "./c-library.js";
import { fullName, qualifiedExpression, qualifiedName } from "./c-names.js";
import { toType } from "./c-types.js";

/** Where a function belongs by its name. */
export interface FunctionPlace {
  readonly name: string;
  readonly parent: number;
  readonly localName: string;
  /** Name among the members of its class; `""` outside of classes. */
  readonly member: string;
  /** Class that its name says it is a member of, where it stands outside of it. */
  readonly of: Expression | null;
  /** Full name, of functions outside of classes. */
  readonly key: string;
  readonly classes: readonly EnclosingClass[];
  readonly namespace: string;
}

/** Where a function belongs: what stands before its name may be a class or a namespace, which only other files tell. */
export function placeOf(walker: CWalker, nameNode: SyntaxNode, context: CContext): FunctionPlace {
  const { tree, facts } = walker;
  const { namespace, classes, owner } = context;
  const name = simpleName(tree, nameNode);
  const around = facts.definitions[owner];
  if (tree.type(nameNode) !== "qualified_identifier") {
    if (context.container === "class")
      return {
        name,
        parent: owner,
        localName: name,
        member: memberOf(name, around?.name ?? ""),
        of: null,
        key: name,
        classes,
        namespace,
      };
    const key = context.container === "file" ? fullName(namespace, name) : name;
    return { name, parent: owner, localName: name, member: "", of: null, key, classes, namespace };
  }
  const { isGlobal, parts, args } = qualifiedName(walker, nameNode);
  const before = parts.slice(0, -1);
  const key = isGlobal ? fullName(...parts) : fullName(namespace, ...parts);
  const prefix = isGlobal ? fullName(...before) : fullName(namespace, ...before);
  const own = walker.namespaces.get(prefix);
  if (own !== undefined && !walker.classes.has(prefix))
    return { name, parent: own, localName: name, member: "", of: null, key, classes, namespace: prefix };
  const known = walker.classes.get(prefix);
  const of: Expression =
    known === undefined
      ? qualifiedExpression(walker, { isGlobal, parts: before, args: NO_NODE }, context)
      : ["definition", known.definition];
  const self: Expression =
    known === undefined
      ? ["instance", withOwnArguments(walker, of, args, context)]
      : ["self", known.definition];
  const class_: EnclosingClass = { own: of, self, definition: known?.definition ?? FILE_ITSELF };
  return {
    name,
    parent: known?.definition ?? owner,
    localName: known === undefined ? [...before, name].join(".") : name,
    member: memberOf(name, before.at(-1) ?? ""),
    of,
    key,
    classes: [class_, ...classes],
    namespace: prefix,
  };
}

/** `T` of `A<T>::f`: in the method these are the class's own variables. */
function withOwnArguments(walker: CWalker, of: Expression, args: SyntaxNode, context: CContext): Expression {
  if (args === NO_NODE) return of;
  const types = walker.tree
    .children(args)
    .map((argument) => toType(walker, argument, context) ?? (["union", []] as const));
  return ["generic", of, types];
}

/** Name among the members of a class: constructors and destructors are found by what they are. */
function memberOf(name: string, className: string): string {
  if (name === className) return CONSTRUCTOR;
  return name.startsWith("~") ? DESTRUCTOR : name;
}
