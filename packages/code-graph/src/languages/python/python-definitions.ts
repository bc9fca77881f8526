import type { Expression } from "../../facts/expression.js";
import type { OpenDefinition } from "../../facts/facts-builder.js";
import { accessorKey, type Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import { acceptedTypes } from "../shared/mentions.js";
import { bindName, bindParameters, readAssignment } from "./python-bindings.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { decoratorTraits, decoratorValues, readDecorators } from "./python-decorators.js";
import { toExpression, toType } from "./python-expressions.js";
import { readPlaces } from "./python-places.js";
import { readCommentAbove, readDocstring, readSignature } from "./python-text.js";
import { bindTypeParameters } from "./python-type-parameters.js";
import { parseAnnotation } from "./python-types.js";

/** What runs when a member is set or deleted. */
const ACCESSED = [
  { trait: "setter", kind: "set" },
  { trait: "deleter", kind: "delete" },
] as const;

/** `class A(B):` with everything in it. `decorated` is the node around it that holds its decorators, if any. */
export function readClass(
  walker: PythonWalker,
  node: SyntaxNode,
  context: PythonContext,
  decorated: SyntaxNode = NO_NODE,
): void {
  const { tree } = walker;
  const baseList = tree.childOfType(node, "argument_list");
  const bases: Expression[] = [];
  const variables: string[] = [];
  let metaclass: Expression | null = null;
  for (const argument of tree.children(baseList)) {
    if (tree.type(argument) === "keyword_argument") {
      if (tree.textOf(tree.firstChild(argument)) === "metaclass")
        metaclass = toExpression(tree, tree.lastChild(argument), -1);
      continue;
    }
    // `Generic[T]` and `Base[int]` inherit from what stands before the brackets.
    const isGeneric = tree.type(argument) === "subscript";
    const base = isGeneric ? parseAnnotation(tree.textOf(argument)) : toExpression(tree, argument, -1);
    if (base === null) continue;
    bases.push(base);
    if (base[0] === "generic") noteVariables(walker, base, variables);
  }
  const opened = openDefinition(walker, node, decorated, context, {
    kind: "class",
    bases,
    returns: [],
    traits: bases.some((base) => /(?:Enum|Flag)$/.test(simpleNameOf(base))) ? ["enumeration"] : [],
  });
  if (opened === null) return;
  const { definition, inside } = opened;
  const open = walker.facts.definitions[definition];
  if (open !== undefined && open.typeParameters === undefined && variables.length > 0)
    open.typeParameters = variables;
  if (open !== undefined && metaclass !== null) open.metaclass = metaclass;
  const places = readPlaces(tree, opened.body, decorated, bases.map(simpleNameOf));
  if (open !== undefined && places !== undefined) open.places = places;
  bindName(walker, context, opened.name, opened.end, ["definition", definition]);
  walker.visitChildren(baseList, { ...context, owner: definition });
  walker.visitChildren(opened.body, { ...inside, enclosingClass: definition });
}

/** `def f(…):`, `async def f(…):` with everything in it. */
export function readFunction(
  walker: PythonWalker,
  node: SyntaxNode,
  context: PythonContext,
  decorated: SyntaxNode = NO_NODE,
): void {
  const { tree, facts } = walker;
  const traits = decoratorTraits(walker, decorated);
  const accessed = ACCESSED.find(({ trait }) => traits.includes(trait));
  // Names that a class keeps to itself can't be overridden.
  if (/^__(?!.*__$)/.test(tree.textOf(tree.childOfType(node, "identifier")))) traits.push("final");
  const returnType = toType(tree, tree.childOfType(node, "type"));
  const opened = openDefinition(walker, node, decorated, context, {
    kind: "function",
    bases: [],
    returns: returnType === null ? [] : [["instance", returnType]],
    traits,
  });
  if (opened === null) return;
  const { definition, inside, name } = opened;
  const memberName = accessed === undefined ? name : accessorKey(accessed.kind, name);
  const named = facts.definitions[definition];
  if (accessed !== undefined && named !== undefined) named.memberName = memberName;
  bindName(walker, context, memberName, opened.end, ["definition", definition]);
  const isMethod = facts.scopes[context.nameScope]?.kind === "class";
  const receiver = isMethod ? receiverOf(traits, name, context.enclosingClass) : null;
  const types = bindParameters(walker, inside, tree.childOfType(node, "parameters"), receiver);
  const accepts = acceptedTypes(types, walker.typeVariables);
  const open = facts.definitions[definition];
  if (accepts !== undefined && open !== undefined) open.accepts = accepts;
  walker.visitChildren(opened.body, inside);
}

/** A class or function with the decorators above it. */
export function readDecorated(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const definition = tree.childOfType(node, "class_definition", "function_definition");
  const read = tree.type(definition) === "class_definition" ? readClass : readFunction;
  read(walker, definition, context, node);
}

interface Opened {
  readonly definition: number;
  readonly name: string;
  readonly body: SyntaxNode;
  /** Where the definition ends, from which on its name is bound. */
  readonly end: number;
  readonly inside: PythonContext;
}

/**
 * Adds a class or function with a scope of its own, and reads its decorators; one without a name, in broken text, is
 * walked for what is in it, and `null` given.
 */
function openDefinition(
  walker: PythonWalker,
  node: SyntaxNode,
  decorated: SyntaxNode,
  context: PythonContext,
  head: Pick<OpenDefinition, "bases" | "returns" | "traits"> & { readonly kind: "class" | "function" },
): Opened | null {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  if (name === "") {
    walker.visitChildren(node, context);
    return null;
  }
  const body = tree.childOfType(node, "block");
  const ranges = rangesOf(walker, node, decorated === NO_NODE ? node : decorated, body);
  // Type parameters are seen by the members of a class but are no members themselves.
  const typeParameters = tree.childOfType(node, "type_parameter");
  const isGenericClass = head.kind === "class" && typeParameters !== NO_NODE;
  const around = isGenericClass ? facts.addScope("block", context.scope, context.owner) : context.scope;
  const scope = facts.addScope(head.kind, around, facts.definitions.length);
  const definition = facts.addDefinition({ ...ranges, ...head, name, parent: context.owner, scope });
  const parameterNames = bindTypeParameters(walker, typeParameters, head.kind === "class" ? around : scope);
  const open = facts.definitions[definition];
  if (parameterNames.length > 0 && open !== undefined) open.typeParameters = parameterNames;
  readDecorators(walker, decorated, { ...context, owner: definition });
  const decorators = decoratorValues(walker, decorated);
  if (head.kind === "function" && decorators.length > 0 && open !== undefined) open.decorators = decorators;
  const inside = { ...context, owner: definition, nameScope: scope, scope };
  return { definition, name, body, end: ranges.end, inside };
}

/** `x = value`; a lambda becomes a function of the name that it gets. */
export function readAssigned(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree } = walker;
  const right = tree.lastChild(node);
  const isLambda = tree.type(right) === "lambda" && tree.type(tree.firstChild(node)) === "identifier";
  if (isLambda) readNamedLambda(walker, node, right, context);
  else readAssignment(walker, node, context);
}

function readNamedLambda(
  walker: PythonWalker,
  assignment: SyntaxNode,
  lambda: SyntaxNode,
  context: PythonContext,
): void {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.firstChild(assignment));
  const body = tree.lastChild(lambda);
  const ranges = rangesOf(walker, assignment, assignment, body);
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const isMethod = facts.scopes[context.nameScope]?.kind === "class";
  const definition = facts.addDefinition({
    ...ranges,
    kind: "function",
    name,
    parent: context.owner,
    scope,
    bases: [],
    returns: [],
    traits: [],
  });
  bindName(walker, context, name, ranges.end, ["definition", definition]);
  const inside = { ...context, owner: definition, nameScope: scope, scope };
  const parameters = tree.childOfType(lambda, "lambda_parameters");
  const receiver: Expression | null = isMethod ? ["self", context.enclosingClass] : null;
  if (parameters !== NO_NODE) bindParameters(walker, inside, parameters, receiver);
  walker.visit(body, inside);
  const result = toExpression(tree, body, context.enclosingClass);
  if (result !== null) facts.definitions[definition]?.returns.push(result);
}

/** The type variables that a class gets by a base: all of `Generic[T]`, and those among the arguments of another one. */
function noteVariables(
  walker: PythonWalker,
  [, type, args]: Extract<Expression, readonly ["generic", ...unknown[]]>,
  variables: string[],
): void {
  const declares = /^(?:Generic|Protocol)$/.test(simpleNameOf(type));
  for (const argument of args) {
    if (argument[0] !== "name" || !(declares || walker.typeVariables.has(argument[1]))) continue;
    walker.typeVariables.add(argument[1]);
    if (!variables.includes(argument[1])) variables.push(argument[1]);
  }
}

/** `Enum` of `enum.Enum`. */
function simpleNameOf(base: Expression): string {
  if (base[0] === "name") return base[1];
  return base[0] === "member" ? base[2] : "";
}

function receiverOf(traits: readonly Trait[], name: string, enclosingClass: number): Expression | null {
  if (traits.includes("static")) return null;
  const isClassMethod = traits.includes("class method") || name === "__new__" || name === "__init_subclass__";
  return [isClassMethod ? "own" : "self", enclosingClass];
}

function rangesOf({ tree }: PythonWalker, node: SyntaxNode, outer: SyntaxNode, body: SyntaxNode) {
  const ranges = definitionRanges(tree, outer, body);
  return {
    ...ranges,
    signature: readSignature(tree.text, tree.start(node), ranges.bodyStart),
    docstring: readDocstring(tree, body) ?? readCommentAbove(tree.text, ranges.start),
  };
}
