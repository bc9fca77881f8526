import { withoutUndefined } from "@stemma/core";
import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import { bindParameters, bindPattern } from "./ecmascript-bindings.js";
import {
  type CalledInPlace,
  type ScriptContext,
  type ScriptWalker,
  signatureKey,
} from "./ecmascript-context.js";
import { expectAs } from "./ecmascript-expected.js";
import { toExpression } from "./ecmascript-expressions.js";
import { guardOf } from "./ecmascript-guards.js";
import { bindResults } from "./ecmascript-in-place.js";
import { whereTrue } from "./ecmascript-narrowing.js";
import { withoutWrapping } from "./ecmascript-same-value.js";
import { declaredThis, noteTypes, returnTypeOf } from "./ecmascript-signatures.js";
import { readCommentAbove, readSignature } from "./ecmascript-text.js";
import { toType } from "./ecmascript-types.js";

/** Types of nodes that are functions with a body of their own. */
export const FUNCTION_TYPES = new Set([
  "function_declaration",
  "generator_function_declaration",
  "function_expression",
  "generator_function",
  "arrow_function",
  "method_definition",
]);

/** Functions that may have a name that they alone see. */
const SELF_NAMED = new Set(["function_expression", "generator_function"]);

/** Values that a function returns at different places; more of them tell nothing. */
const MAX_RETURNS = 8;

/** What surrounds a function that becomes a definition. */
export interface FunctionHead {
  readonly name: string;
  /** The statement or member that the definition's source begins with. */
  readonly outer: SyntaxNode;
  readonly traits: readonly Trait[];
  /** Definition that it is a member of, where it stands elsewhere. */
  readonly parent?: number;
  /** Name within its parent, where that is not told by the text around it. */
  readonly localName?: string;
  /** Name under which its class keeps it, where that is another one. */
  readonly memberName?: string;
  /** What `this` is inside, for methods; `undefined`: as the kind of function says. */
  readonly thisValue?: Expression | null | undefined;
}

/** Adds a function as a definition, with everything in it; gives its index. */
export function readNamedFunction(
  walker: ScriptWalker,
  node: SyntaxNode,
  head: FunctionHead,
  context: ScriptContext,
): number {
  const { tree, facts } = walker;
  const body = bodyOf(walker, node);
  const ranges = definitionRanges(tree, head.outer, body);
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const returnType = toType(tree, returnTypeOf(walker, node));
  const definition = facts.addDefinition(
    {
      kind: "function",
      name: head.name,
      parent: head.parent ?? context.owner,
      scope,
      ...ranges,
      signature: readSignature(tree.text, ranges.start, ranges.bodyStart),
      docstring: readCommentAbove(tree.text, ranges.start),
      bases: [],
      returns: returnType === null ? [] : [["instance", returnType]],
      traits: [...head.traits],
      ...withoutUndefined({ memberName: head.memberName }),
    },
    head.localName ?? context.namePrefix + head.name,
  );
  walker.definitionOf.set(node, definition);
  const open = facts.definitions[definition];
  const guards = guardOf(tree, node);
  if (guards !== null && open !== undefined) open.guards = guards;
  const signatures = walker.signatures.get(signatureKey(context.scope, head.name));
  if (signatures !== undefined && open !== undefined) open.signatures = signatures;
  // Inside a function expression its own name means itself.
  if (SELF_NAMED.has(tree.type(node)))
    facts.bind(scope, tree.textOf(tree.childOfType(node, "identifier")), -1, scope, [
      "definition",
      definition,
    ]);
  readInside(
    walker,
    node,
    {
      ...context,
      owner: definition,
      scope,
      functionScope: scope,
      namePrefix: "",
      objectValue: null,
    },
    body,
    // A function that is called with `new` makes objects of its own.
    head.thisValue ?? (tree.type(node).startsWith("function_") ? ["self", definition] : undefined),
    [],
  );
  const expected = walker.expected.get(node);
  if (open?.returns.length === 0 && expected !== undefined) open.returns.push(["call", expected]);
  // Also where it returns nothing, an asynchronous function gives a promise.
  else if (open?.returns.length === 0 && !walker.returning.has(scope) && isAsynchronous(walker, node, body))
    open.returns.push(["literal"]);
  return definition;
}

function isAsynchronous({ tree }: ScriptWalker, node: SyntaxNode, body: SyntaxNode): boolean {
  return (
    tree.type(body) === "statement_block" &&
    /^(?:\w+\s+)*async\b/u.test(tree.text.slice(tree.start(node), tree.start(body)))
  );
}

/**
 * Walks a function that has no name of its own: its calls belong to the definition around it.
 *
 * @param given - what it gets, as far as that is known.
 * @param runsAtOnce - whether it is done before the statement that it stands in.
 * @param called - notes what it returns, where it is called at once.
 */
export function readAnonymousFunction(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  given: readonly (Expression | null)[] = [],
  runsAtOnce = false,
  called: CalledInPlace | null = null,
): void {
  const scope = walker.facts.addScope(runsAtOnce ? "inline" : "function", context.scope, context.owner);
  if (called !== null) walker.calledInPlace.set(scope, called);
  // It is known to itself alone, and its calls are those of whoever is around it.
  const name = walker.tree.type(node).startsWith("function_")
    ? walker.tree.childOfType(node, "identifier")
    : NO_NODE;
  if (name !== NO_NODE) walker.facts.bind(scope, walker.tree.textOf(name), -1, scope, ["value", ["literal"]]);
  readInside(
    walker,
    node,
    { ...context, scope, functionScope: scope, namePrefix: "", objectValue: null },
    bodyOf(walker, node),
    undefined,
    given,
  );
}

function readInside(
  walker: ScriptWalker,
  node: SyntaxNode,
  outerContext: ScriptContext,
  body: SyntaxNode,
  thisValue: Expression | null | undefined,
  given: readonly (Expression | null)[],
): void {
  const { tree } = walker;
  const isArrow = tree.type(node) === "arrow_function";
  const parameters = tree.childOfType(node, "formal_parameters");
  const context = {
    ...outerContext,
    thisValue: declaredThis(walker, parameters) ?? thisValue ?? (isArrow ? outerContext.thisValue : null),
  };
  const typeVariables = bindTypeParameters(walker, node, context);
  const open = walker.facts.definitions[context.owner];
  if (typeVariables.length > 0 && open?.scope === context.scope) open.typeVariables = typeVariables;
  if (parameters !== NO_NODE && open?.scope === context.scope) noteTypes(walker, parameters, open);
  const hints = { given, expected: walker.expected.get(node) ?? null };
  if (parameters !== NO_NODE) bindParameters(walker, context, parameters, hints);
  else if (isArrow) bindParameters(walker, context, tree.firstChild(node), hints);
  const returned = expectedResult(walker, node, hints.expected);
  if (returned !== null) walker.expectedResults.set(context.scope, returned);
  if (tree.type(body) === "statement_block") {
    walker.visitChildren(body, context);
    return;
  }
  readResult(walker, body, context);
  addReturn(walker, body, context);
}

/** What the results of a function are used as: of its annotation, or of what the function is used as. */
function expectedResult(
  walker: ScriptWalker,
  node: SyntaxNode,
  expected: Expression | null,
): Expression | null {
  const type = toType(walker.tree, returnTypeOf(walker, node));
  if (type !== null) return type[0] === "literal" ? null : ["instance", type];
  return expected === null ? null : ["call", expected];
}

/** `return x`. */
export function readReturn(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const value = walker.tree.firstChild(node);
  if (value !== NO_NODE) walker.returning.add(context.functionScope);
  readResult(walker, value, context);
  addReturn(walker, value, context);
}

/** `yield x`, and `yield* xs`: what a generator's results hold. */
export function readYield(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  walker.visitChildren(node, context);
  const isDelegated = /^yield\s*\*/u.test(walker.tree.textOf(node));
  addReturn(walker, walker.tree.firstChild(node), context, (value) =>
    isDelegated ? value : ["list", [value]],
  );
}

/** `return { m() {} }`: the functions of what is returned are known by their names below the function that returns it. */
function readResult(walker: ScriptWalker, value: SyntaxNode, context: ScriptContext): void {
  expectAs(walker, value, walker.expectedResults.get(context.functionScope) ?? null);
  readReturned(walker, value, context);
}

function readReturned(walker: ScriptWalker, value: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const node = withoutWrapping(tree, value);
  const type = tree.type(node);
  const ownName = type.startsWith("function_") ? tree.textOf(tree.childOfType(node, "identifier")) : "";
  const prefix = walker.calledInPlace.get(context.functionScope)?.prefix ?? "";
  if (type === "object") walker.namedObject(node, prefix, { ...context, objectValue: null });
  else if (ownName !== "") walker.namedValue(node, ownName, node, context);
  else if (type === "ternary_expression") {
    const [condition = NO_NODE, whenTrue = NO_NODE, whenFalse = NO_NODE] = tree.children(node);
    walker.visit(condition, context);
    const inside = whereTrue(walker, condition, context);
    walker.descend(() => readReturned(walker, whenTrue, inside));
    walker.descend(() => readReturned(walker, whenFalse, context));
  } else if (RETURNED_FUNCTIONS.has(type))
    walker.descend(() => {
      readReturnedFunction(walker, node, context);
    });
  else walker.visit(value, context);
}

const RETURNED_FUNCTIONS = new Set(["arrow_function", "function_expression"]);

/** `return (x) => …`: it has no name, and is known by what it returns. */
function readReturnedFunction(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const called: CalledInPlace = { prefix: "", results: [] };
  readAnonymousFunction(walker, node, context, [], false, called);
  const body = bodyOf(walker, node);
  const givesNothing =
    walker.tree.type(body) === "statement_block" && !/\breturn\b/u.test(walker.tree.textOf(body));
  if (givesNothing) called.results.push({ scope: context.functionScope, value: ["literal"] });
  // Whoever calls it looks from the function that returns it.
  bindResults(walker, node, { ...context, scope: context.functionScope }, called);
}

/**
 * Notes what a function returns, where no annotation says so.
 *
 * @param returned - what it returns, by the value
 */
function addReturn(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  returned: (value: Expression) => Expression = (value) => value,
): void {
  const called = walker.calledInPlace.get(context.functionScope);
  const owner = walker.facts.definitions[context.owner];
  const isOwners = owner?.kind === "function" && owner.scope === context.functionScope;
  if (called === undefined && !isOwners) return;
  if (isOwners && owner.returns[0]?.[0] === "instance") return;
  const returns = called?.results ?? owner?.returns ?? [];
  if (returns.length >= MAX_RETURNS) return;
  const found = toExpression(walker, node, context);
  if (found === null) return;
  const value = returned(found);
  if (called !== undefined) called.results.push({ scope: context.scope, value });
  else owner?.returns.push(value);
}

/** `<T extends Base>`: a value of type `T` is a `Base`; gives the names in their order. */
export function bindTypeParameters(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): string[] {
  const { tree } = walker;
  const names: string[] = [];
  for (const parameter of tree.children(tree.childOfType(node, "type_parameters"))) {
    const constraint = toType(tree, tree.childOfType(parameter, "constraint"));
    const name = tree.textOf(tree.firstChild(parameter));
    names.push(name);
    walker.typeVariables.add(name);
    walker.facts.bind(context.scope, name, -1, context.scope, ["value", ["variable", name, constraint]]);
  }
  return names;
}

/** `catch (e)`, `for (const x of xs)`: names of a block. */
export function bindBlockName(
  walker: ScriptWalker,
  context: ScriptContext,
  pattern: SyntaxNode,
  value: Expression | null,
): void {
  bindPattern(walker, context, context.scope, pattern, value, walker.tree.start(pattern));
}

function bodyOf(walker: ScriptWalker, node: SyntaxNode): SyntaxNode {
  const { tree } = walker;
  if (tree.type(node) === "arrow_function") return tree.lastChild(node);
  return tree.childOfType(node, "statement_block");
}
