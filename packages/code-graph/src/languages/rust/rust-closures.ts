import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { ClosureUse, RustContext, RustWalker } from "./rust-context.js";
import { toExpression } from "./rust-expressions.js";
import { bindParameter } from "./rust-functions.js";
import { rangesOf, readHead } from "./rust-text.js";
import { toType } from "./rust-types.js";

/** Name under which a closure keeps what it is used as; no identifier. */
const USE = "->";

/** A closure without a name: it runs where it stands, and its calls belong to the function around it. */
export function readClosure(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const scope = facts.addScope("inline", context.scope, context.owner);
  const inside = { ...context, scope };
  readClosureBody(walker, node, context, inside);
  // What it gives, in the scope that it gives it in, for whoever calls it.
  const result = toExpression(walker, resultOf(walker, node), inside);
  if (result === null) return;
  const name = `closure ${tree.start(node)}`;
  facts.bind(context.scope, name, tree.end(node), scope, ["value", result]);
  walker.closures.set(node, name);
}

/** `let f = |x| …`; `outer` is the declaration. */
export function readNamedClosure(
  walker: RustWalker,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: RustContext,
): void {
  const { tree, facts } = walker;
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const parts = tree.children(node);
  const body = parts[parts.length - 1] ?? NO_NODE;
  const result = parts.length > 2 ? toType(walker, parts[1] ?? NO_NODE, context) : null;
  const definition = facts.addDefinition({
    ...rangesOf(tree, outer, tree.type(body) === "block" ? body : NO_NODE),
    kind: "function",
    is: "function",
    name,
    docstring: readHead(tree.text, tree.start(outer)).docstring,
    parent: context.owner,
    scope,
    bases: [],
    returns: result === null ? [] : [["instance", result]],
    traits: [],
  });
  walker.definitionOf.set(node, definition);
  readClosureBody(walker, node, context, { ...context, owner: definition, scope });
}

function readClosureBody(
  walker: RustWalker,
  node: SyntaxNode,
  around: RustContext,
  inside: RustContext,
): void {
  const { tree, facts } = walker;
  const use = walker.expected.get(node) ?? null;
  // Before the first parameter, which may stand at the very start.
  const at = tree.start(node) - 1;
  if (use !== null && use.type !== null) facts.bind(inside.scope, USE, at, around.scope, ["value", use.type]);
  const parameters = tree.children(tree.childOfType(node, "closure_parameters"));
  for (const [index, parameter] of parameters.entries()) {
    const given = givenTo(use, index, index === parameters.length - 1);
    bindParameter(walker, parameter, inside, given, tree.start(node));
  }
  walker.descend(() => walker.visit(tree.lastChild(node), inside));
}

/** What a parameter is given: of several the last one is the element, the others what was made so far. */
function givenTo(use: ClosureUse | null, index: number, isLast: boolean): Expression | null {
  if (use === null) return null;
  const element = isLast || use.takesElements === true ? use.element : null;
  if (use.type === null) return element;
  const taken: Expression = ["taken", ["name", USE], index];
  return element === null ? taken : ["firstKnown", [taken, element]];
}

/** The expression that a closure gives: all of its body, or what stands at the end of its block. */
function resultOf({ tree }: RustWalker, node: SyntaxNode): SyntaxNode {
  const body = tree.lastChild(node);
  if (tree.type(body) !== "block") return body;
  const last = tree.lastChild(body);
  if (last === NO_NODE) return NO_NODE;
  return /^\s*\}$/.test(tree.text.slice(tree.end(last), tree.end(body))) ? last : NO_NODE;
}
