import type { Expression } from "../../facts/expression.js";
import { accessorKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { assignMember, isExports, parentOf } from "./ecmascript-assignments.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { exportAssigned } from "./ecmascript-exports.js";
import { toExpression } from "./ecmascript-expressions.js";
import { FUNCTION_TYPES, readNamedFunction } from "./ecmascript-functions.js";
import { staticMember } from "./ecmascript-library.js";
import { definitionNamed, writeIntoObject } from "./ecmascript-object-writes.js";
import { ACCESSOR_TRAITS } from "./ecmascript-objects.js";
import { propertyName } from "./ecmascript-property-names.js";
import { stringValue } from "./ecmascript-types.js";

/** A getter or setter that a call defines. */
interface DefinedAccessor {
  readonly kind: "get" | "set";
  readonly name: string;
  /** The entry of the descriptor. */
  readonly entry: SyntaxNode;
  readonly value: SyntaxNode;
  readonly target: SyntaxNode;
}

/** `Object.defineProperty(o, "name", { get() {}, set(x) {}, value })`, and `Object.defineProperties`. `false` for all other calls. */
export function readDefinedProperty(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): boolean {
  const { tree } = walker;
  const [, many] =
    /^(?:Object|Reflect)\.definePropert(y|ies)$/.exec(tree.textOf(tree.firstChild(node))) ?? [];
  if (many === undefined) return false;
  const [target = NO_NODE, key = NO_NODE, descriptor = NO_NODE] = tree.children(
    tree.childOfType(node, "arguments"),
  );
  const pairs =
    many === "y"
      ? [{ name: stringValue(tree, key) ?? "", descriptor }]
      : tree.children(key).map((pair) => ({
          name: propertyName(walker, tree.firstChild(pair)),
          descriptor: tree.lastChild(pair),
        }));
  const areRead = pairs.every(({ name, descriptor: one }) => name !== "" && tree.type(one) === "object");
  if (pairs.length === 0 || !areRead) return false;
  walker.visit(target, context);
  for (const pair of pairs) readDescriptor(walker, { node, target, ...pair }, context);
  return true;
}

interface Described {
  readonly node: SyntaxNode;
  readonly target: SyntaxNode;
  readonly name: string;
  readonly descriptor: SyntaxNode;
}

function readDescriptor(
  walker: ScriptWalker,
  { node, target, name, descriptor }: Described,
  context: ScriptContext,
): void {
  const { tree } = walker;
  for (const entry of tree.children(descriptor)) {
    const part = propertyName(walker, tree.firstChild(entry));
    const value = tree.type(entry) === "pair" ? tree.lastChild(entry) : entry;
    if (part === "get" || part === "set")
      defineAccessor(walker, { kind: part, name, entry, value, target }, context);
    else if (part === "value") assignMember(walker, { node, object: target, name, right: value }, context);
    else walker.visit(value, context);
  }
}

function defineAccessor(walker: ScriptWalker, defined: DefinedAccessor, context: ScriptContext): void {
  const { tree, facts } = walker;
  const { kind, name, entry, value, target } = defined;
  const text = tree.textOf(target);
  if (isExports(walker, text, context)) {
    walker.visit(value, context);
    // What a compiler writes for `export { name } from`.
    if (kind === "get") exportAssigned(walker, name, returnedBy(walker, value, context));
    return;
  }
  const isPrototype = /\.(?:prototype|fn)$/.test(text);
  const holder = isPrototype ? tree.firstChild(target) : target;
  const definition = definitionNamed(walker, holder, context);
  const self: Expression | null =
    definition === null ? toExpression(walker, target, context) : [isPrototype ? "self" : "own", definition];
  const owner = self?.[0] === "self" || self?.[0] === "own" ? self[1] : null;
  const member = self?.[0] === "own" ? staticMember(name) : name;
  const memberName = kind === "set" ? accessorKey(kind, member) : member;
  if (FUNCTION_TYPES.has(tree.type(value)))
    walker.descend(() =>
      readNamedFunction(
        walker,
        value,
        {
          name,
          outer: entry,
          traits: [ACCESSOR_TRAITS[kind]],
          localName: /^[\w$.]+$/.test(text) && owner === null ? `${text}.${name}` : name,
          ...parentOf(walker, owner, name, context),
          memberName,
          ...(tree.type(value) === "arrow_function" ? {} : { thisValue: self }),
        },
        context,
      ),
    );
  else walker.visit(value, context);
  const accessor = toExpression(walker, value, context);
  if (accessor === null) return;
  const entries: [string, Expression][] = [[accessorKey(kind, member), accessor]];
  if (kind === "get") entries.push([member, ["call", accessor]]);
  const at = tree.end(entry);
  for (const [key, given] of entries)
    if (owner !== null)
      facts.attributes.push({ definition: owner, name: key, value: given, scope: context.scope, at });
    else if (tree.type(target) === "identifier") writeIntoObject(walker, context, text, key, given, at);
}

/** What a function gives that does nothing but return it. */
function returnedBy(walker: ScriptWalker, value: SyntaxNode, context: ScriptContext): Expression | null {
  const { tree } = walker;
  const body = tree.childOfType(value, "statement_block");
  if (tree.type(value) === "arrow_function" && body === NO_NODE)
    return toExpression(walker, tree.lastChild(value), context);
  const [only = NO_NODE, ...others] = tree.children(body);
  if (others.length > 0 || tree.type(only) !== "return_statement") return null;
  return toExpression(walker, tree.firstChild(only), context);
}
