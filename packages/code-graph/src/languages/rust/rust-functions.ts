import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { acceptedTypes } from "../shared/mentions.js";
import { bindItem, readBody } from "./rust-blocks.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { expectAs } from "./rust-expected.js";
import { bindTypeParameters } from "./rust-generics.js";
import { bindPattern } from "./rust-patterns.js";
import { nameOf, rangesOf, readHead } from "./rust-text.js";
import { instanceOf, isPrimitive, selfValue, toType } from "./rust-types.js";

/** An `impl` block as its methods see it. */
export interface ImplBlock {
  readonly node: SyntaxNode;
  /** The type that the methods are for. */
  readonly of: Expression;
  /** Its own names for the type's parameters, in their order. */
  readonly typeParameters: readonly string[];
  /** What stands before the names of its methods, where the type is in another module or file: `"Foo."`. */
  readonly prefix: string;
}

/** `fn f(…)`, in a module, a function, a trait or an `impl` block. */
export function readFunction(
  walker: RustWalker,
  node: SyntaxNode,
  context: RustContext,
  block: ImplBlock | null = null,
): void {
  const { tree, facts } = walker;
  const name = nameOf(tree, tree.childOfType(node, "identifier", "metavariable"));
  const { attributes, docstring } = readHead(tree.text, tree.start(node));
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const head: RustContext = { ...context, scope };
  if (block !== null) bindTypeParameters(walker, block.node, scope, head);
  const own = bindTypeParameters(walker, node, scope, head);
  const parts = tree.children(node);
  const list = parts.findIndex((part) => tree.type(part) === "parameters");
  const body = tree.childOfType(node, "block");
  const after = parts[list + 1] ?? NO_NODE;
  const result =
    after === NO_NODE || /^(?:where_clause|block)$/.test(tree.type(after))
      ? null
      : toType(walker, after, head);
  const isInTrait = context.self?.isTrait === true && context.owner === context.self.definition;
  const parameters = list === -1 ? [] : tree.children(parts[list] ?? NO_NODE);
  const taken = parameters.filter((part) => tree.type(part) === "parameter");
  const isMember = isInTrait || block !== null;
  const definition = facts.addDefinition(
    {
      ...rangesOf(tree, node, body),
      kind: "function",
      is: isMember ? "method" : "function",
      name,
      docstring,
      parent: context.owner,
      scope,
      bases: [],
      returns: result === null ? [] : [["instance", result]],
      traits: body === NO_NODE ? ["declaration"] : [],
      ...(block === null || block.typeParameters.length === 0
        ? {}
        : { typeParameters: block.typeParameters }),
      ...acceptedBy(walker, taken, head, [...own, ...(block?.typeParameters ?? [])]),
      ...takenBy(walker, taken, head),
    },
    `${block?.prefix ?? ""}${name}`,
  );
  if (block !== null)
    facts.outOfLineMembers.push({
      of: block.of,
      name,
      value: ["definition", definition],
      scope: facts.scopes[scope]?.parent ?? 0,
      at: tree.start(node),
    });
  else if (isInTrait) facts.bind(context.scope, name, 0, context.scope, ["definition", definition]);
  else bindItem(walker, context, name, definition, attributes);
  const inside: RustContext = { ...head, owner: definition };
  bindParameters(walker, parameters, inside);
  // `fn f() -> impl Fn(A) { |a| … }`.
  expectAs(walker, tree.lastChild(body), result === null ? null : ["instance", result]);
  readBody(walker, body, inside);
}

/** Types of the parameters that say what type variables stand for. */
function acceptedBy(
  walker: RustWalker,
  parameters: readonly SyntaxNode[],
  context: RustContext,
  names: readonly string[],
) {
  const types = parameters.map((part) => toType(walker, walker.tree.lastChild(part), context));
  const accepts = acceptedTypes(types, new Set(names));
  return accepts === undefined ? {} : { accepts };
}

/** Types of the parameters, where one of them may be that of a function. */
function takenBy(walker: RustWalker, parameters: readonly SyntaxNode[], context: RustContext) {
  const types = parameters.map((part) => toType(walker, walker.tree.lastChild(part), context));
  const mayTakeFunction = (type: Expression | null): boolean =>
    type !== null && /^(?:callable|name|member|generic)$/.test(type[0]) && !isPrimitive(type);
  return types.some(mayTakeFunction)
    ? { takes: types.map((type) => (mayTakeFunction(type) ? type : null)) }
    : {};
}

/** `self`, `&mut self`, `self: Box<Self>`, `(a, b): (A, B)`. */
function bindParameters(walker: RustWalker, parameters: readonly SyntaxNode[], context: RustContext): void {
  const { tree, facts } = walker;
  for (const parameter of parameters) {
    const pattern = tree.childOfType(parameter, "self");
    if (
      tree.type(parameter) === "self_parameter" ||
      (pattern !== NO_NODE && pattern === tree.firstChild(parameter))
    ) {
      const self = selfValue(context);
      if (self !== null) facts.bind(context.scope, "self", 0, context.scope, ["value", self]);
    } else if (tree.type(parameter) === "parameter") bindParameter(walker, parameter, context, null, 0);
  }
}

/** One parameter of a function or closure; without a type it is what is `given`. */
export function bindParameter(
  walker: RustWalker,
  parameter: SyntaxNode,
  context: RustContext,
  given: Expression | null,
  at: number,
): void {
  const { tree } = walker;
  if (tree.type(parameter) !== "parameter") {
    bindPattern(walker, parameter, given, context, at);
    return;
  }
  const parts = tree.children(parameter).filter((part) => tree.type(part) !== "mutable_specifier");
  const [pattern = NO_NODE] = parts;
  const type = instanceOf(toType(walker, parts[parts.length - 1] ?? NO_NODE, context));
  bindPattern(walker, pattern, type ?? given, context, at);
}
