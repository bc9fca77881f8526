import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { receiverClass } from "./python-attributes.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { stringValue, toExpression } from "./python-expressions.js";

/** Methods that put one thing into a container, by the place of the argument. */
const PUTS = new Map([
  ["append", 0],
  ["appendleft", 0],
  ["add", 0],
  ["insert", 1],
]);
/** Methods that put all elements of their argument into a container. */
const PUTS_ALL = new Set(["extend", "extendleft", "update"]);
/** More things put into one container than tell anything new. */
const MOST_FILLINGS = 16;

/** `xs.append(x)`, `self.table.update(more)`: what the container holds from here on. */
export function readFilling(walker: PythonWalker, call: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const callee = tree.firstChild(call);
  if (tree.type(callee) !== "attribute") return;
  const method = tree.textOf(tree.lastChild(callee));
  const args = tree.children(tree.childOfType(call, "argument_list"));
  const given = args[PUTS.get(method) ?? 0] ?? NO_NODE;
  if (given === NO_NODE || tree.type(given) === "keyword_argument") return;
  const value = toExpression(tree, given, context.enclosingClass);
  if (value === null) return;
  if (method === "setdefault") {
    const other = args[1] === undefined ? null : toExpression(tree, args[1], context.enclosingClass);
    if (other !== null)
      fill(walker, context, tree.firstChild(callee), underKey(walker, given, other, context), call);
  } else if (PUTS.has(method)) fill(walker, context, tree.firstChild(callee), ["list", [value]], call);
  else if (PUTS_ALL.has(method))
    fill(walker, context, tree.firstChild(callee), method === "update" ? value : ["slice", value], call);
}

/** `table[key] = value`. */
export function fillPlace(
  walker: PythonWalker,
  context: PythonContext,
  target: SyntaxNode,
  value: Expression | null,
): void {
  const { tree } = walker;
  const [object = NO_NODE, key = NO_NODE, ...others] = tree.children(target);
  if (value === null || key === NO_NODE || others.length > 0 || tree.type(key) === "slice") return;
  fill(walker, context, object, underKey(walker, key, value, context), target);
}

function underKey(
  { tree }: PythonWalker,
  key: SyntaxNode,
  value: Expression,
  { enclosingClass }: PythonContext,
): Expression {
  const text = stringValue(tree, key);
  if (text !== null) return ["dict", [[text, value]]];
  return ["dict", [["", value, toExpression(tree, key, enclosingClass) ?? ["union", []]]]];
}

/** Adds what a container holds to what its name or attribute is known to be, where that is a container of the language. */
function fill(
  walker: PythonWalker,
  context: PythonContext,
  object: SyntaxNode,
  filled: Expression,
  by: SyntaxNode,
): void {
  const { tree } = walker;
  const type = tree.type(object);
  if (type === "identifier") fillName(walker, context, tree.textOf(object), filled, tree.end(by));
  else if (type === "attribute") fillAttribute(walker, context, object, filled, tree.end(by));
  // `table[key].append(x)`, `table.setdefault(key, []).append(x)`.
  else if (type === "subscript") fillPlace(walker, context, object, filled);
  else if (type === "call" && tree.textOf(tree.lastChild(tree.firstChild(object))) === "setdefault") {
    const key = tree.firstChild(tree.childOfType(object, "argument_list"));
    const table = tree.firstChild(tree.firstChild(object));
    if (key !== NO_NODE) fill(walker, context, table, underKey(walker, key, filled, context), by);
  }
}

function fillName(
  { facts, redirectedNames }: PythonWalker,
  context: PythonContext,
  name: string,
  filled: Expression,
  at: number,
): void {
  const redirected = redirectedNames.get(context.nameScope)?.get(name);
  for (let scope = redirected ?? context.scope; scope >= 0; scope = facts.scopes[scope]?.parent ?? -1) {
    const names = facts.scopes[scope]?.names ?? {};
    const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
    if (bindings.length === 0) continue;
    if (bindings.length > MOST_FILLINGS || !bindings.every(isContainer)) return;
    const isOwn = scope === context.nameScope;
    const value: Expression = isOwn ? ["union", [["name", name], filled]] : filled;
    facts.bindUnwritten(scope, name, at, context.scope, ["value", value]);
    return;
  }
}

function fillAttribute(
  walker: PythonWalker,
  context: PythonContext,
  object: SyntaxNode,
  value: Expression,
  at: number,
): void {
  const { tree } = walker;
  const holder = tree.firstChild(object);
  const definition =
    tree.type(holder) === "identifier" ? receiverClass(walker, context, tree.textOf(holder)) : null;
  const name = tree.textOf(tree.lastChild(object));
  if (definition !== null) walker.fillings.push({ definition, name, value, scope: context.scope, at });
}

/** Adds what attributes were filled with, now that it is known what else they are set to. */
export function addFillings({ facts, fillings }: PythonWalker): void {
  const counts = new Map<string, number>();
  for (const filling of fillings) {
    const { definition, name } = filling;
    const key = `${definition}.${name}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const scope = facts.definitions[definition]?.scope ?? -1;
    const inText = facts.scopes[scope]?.names ?? {};
    const values = [
      ...facts.attributes
        .filter((attribute) => attribute.definition === definition && attribute.name === name)
        .map(({ value }) => value),
      ...(Object.hasOwn(inText, name) ? (inText[name] ?? []) : []).map(({ value }) =>
        value[0] === "value" ? value[1] : null,
      ),
    ];
    if (
      count <= MOST_FILLINGS &&
      values.length > 0 &&
      values.every((value) => value !== null && holds(value))
    )
      facts.attributes.push(filling);
  }
}

function isContainer({ value }: Binding): boolean {
  return value[0] === "value" && holds(value[1]);
}

/** Whether a value is a container of the language, as far as its text tells, and of elements that no annotation tells. */
function holds(value: Expression): boolean {
  const [kind, inner] = value;
  if (kind === "list" || kind === "dict" || kind === "slice") return true;
  if (kind === "call" || kind === "instance") return inner[0] === "name" && MAKES_CONTAINER.test(inner[1]);
  if (kind === "firstKnown") return inner.slice(0, 2).every(holds);
  // What was filled before.
  return kind === "union" && inner[0]?.[0] === "name" && inner.slice(1).every(holds);
}

const MAKES_CONTAINER = /^(?:list|dict|set|deque|defaultdict|OrderedDict|Dict|List|Set)$/;
