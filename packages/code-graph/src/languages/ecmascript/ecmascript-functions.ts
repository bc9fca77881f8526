import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import { bindParameters, bindPattern } from "./ecmascript-bindings.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
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

/** What surrounds a function that becomes a definition. */
export interface FunctionHead {
  readonly name: string;
  /** The statement or member that the definition's source begins with. */
  readonly outer: SyntaxNode;
  readonly traits: readonly Trait[];
  /** What `this` is inside, for methods; `undefined`: as the kind of function says. */
  readonly thisValue?: Expression | null;
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
      parent: context.owner,
      scope,
      ...ranges,
      signature: readSignature(tree.text, ranges.start, ranges.bodyStart),
      docstring: readCommentAbove(tree.text, ranges.start),
      bases: [],
      returns: returnType === null ? [] : [["instance", returnType]],
      traits: [...head.traits],
    },
    context.namePrefix + head.name,
  );
  walker.definitionOf.set(node, definition);
  readInside(
    walker,
    node,
    {
      ...context,
      owner: definition,
      scope,
      functionScope: scope,
      namePrefix: "",
    },
    body,
    head.thisValue,
    null,
  );
  return definition;
}

/** Walks a function that has no name of its own: its calls belong to the definition around it. */
export function readAnonymousFunction(
  walker: ScriptWalker,
  node: SyntaxNode,
  context: ScriptContext,
  firstParameter: Expression | null = null,
): void {
  const scope = walker.facts.addScope("function", context.scope, context.owner);
  readInside(
    walker,
    node,
    { ...context, scope, functionScope: scope },
    bodyOf(walker, node),
    undefined,
    firstParameter,
  );
}

function readInside(
  walker: ScriptWalker,
  node: SyntaxNode,
  outerContext: ScriptContext,
  body: SyntaxNode,
  thisValue: Expression | null | undefined,
  firstParameter: Expression | null,
): void {
  const { tree } = walker;
  const isArrow = tree.type(node) === "arrow_function";
  const context = { ...outerContext, thisValue: thisValue ?? (isArrow ? outerContext.thisValue : null) };
  bindTypeParameters(walker, node, context);
  const parameters = tree.childOfType(node, "formal_parameters");
  if (parameters !== NO_NODE) bindParameters(walker, context, parameters, firstParameter);
  else if (isArrow) bindParameters(walker, context, tree.firstChild(node), firstParameter);
  if (tree.type(body) === "statement_block") {
    walker.visitChildren(body, context);
    return;
  }
  walker.visit(body, context);
  addReturn(walker, body, context);
}

/** `return x`. */
export function readReturn(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  walker.visitChildren(node, context);
  addReturn(walker, walker.tree.firstChild(node), context);
}

/** Notes what a function returns, where no annotation says so. */
function addReturn(walker: ScriptWalker, value: SyntaxNode, context: ScriptContext): void {
  const owner = walker.facts.definitions[context.owner];
  if (owner?.kind !== "function" || owner.scope !== context.functionScope) return;
  if (owner.returns[0]?.[0] === "instance" || owner.returns.length >= 8) return;
  const expression = toExpression(walker, value, context);
  if (expression !== null) owner.returns.push(expression);
}

/** `<T extends Base>`: a value of type `T` is a `Base`. */
export function bindTypeParameters(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  for (const parameter of tree.children(tree.childOfType(node, "type_parameters"))) {
    const constraint = toType(tree, tree.childOfType(parameter, "constraint"));
    const name = tree.textOf(tree.firstChild(parameter));
    walker.facts.bind(
      context.scope,
      name,
      -1,
      context.scope,
      constraint === null ? ["unknown"] : ["value", ["instance", constraint]],
    );
  }
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

function returnTypeOf(walker: ScriptWalker, node: SyntaxNode): SyntaxNode {
  return walker.tree.childOfType(node, "type_annotation");
}
