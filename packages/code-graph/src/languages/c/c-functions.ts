import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { acceptedTypes } from "../shared/mentions.js";
import type { CContext, CWalker } from "./c-context.js";
import {
  type Declarator,
  declarationParts,
  isVariadic,
  parametersOf,
  readDeclarator,
} from "./c-declarators.js";
import { type FunctionPlace, placeOf } from "./c-function-places.js";
import { isConstMethod, isMarked, isMarkedVirtual, traitsOf } from "./c-function-traits.js";
import { CONSTRUCTOR, DESTRUCTOR } from "./c-library.js";
import { bindingScope, fullName } from "./c-names.js";
import { bindParameters, parameterTypes } from "./c-parameters.js";
import { readTest, testName } from "./c-tests.js";
import { rangesOf, readDocComment } from "./c-text.js";
import { declaredType, resultOf, toType } from "./c-types.js";

/** `int f(int x) { … }`, methods in and outside of their classes, constructors, operators. */
export function readFunction(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree } = walker;
  const { type, declarators } = declarationParts(tree, node);
  const declarator = readDeclarator(tree, declarators[0] ?? NO_NODE);
  if (declarator.function === NO_NODE || declarator.name === NO_NODE) {
    walker.visitChildren(node, { ...context, template: null });
    return;
  }
  const test = type === NO_NODE && context.container === "file" ? testName(walker, declarator) : "";
  if (test !== "") {
    readTest(walker, node, test, context);
    return;
  }
  const isPure = tree.childOfType(node, "pure_virtual_clause") !== NO_NODE;
  if (tree.childOfType(node, "delete_method_clause") !== NO_NODE) return;
  if (tree.childOfType(node, "default_method_clause") !== NO_NODE) {
    declareFunction(walker, node, type, declarator, context);
    return;
  }
  addFunction(walker, node, type, declarator, context, isPure);
}

/** `int f(int x);`: what is called is defined elsewhere, most often. */
export function declareFunction(
  walker: CWalker,
  node: SyntaxNode,
  type: SyntaxNode,
  declarator: Declarator,
  context: CContext,
): void {
  const { tree, facts } = walker;
  const place = placeOf(walker, declarator.name, context);
  const result = resultType(walker, type, declarator, context);
  const docstring = readDocComment(tree.text, tree.start(context.template?.node ?? node), tree.end(node));
  const isVirtual = isMarkedVirtual(walker, node, declarator);
  if (context.container === "class") {
    const owner = context.owner;
    const known = walker.classOf.get(owner);
    known?.declared.add(place.member);
    if (docstring !== null && known !== undefined) say(walker, fullName(known.key, place.name), docstring);
    if (isVirtual) known?.virtuals.add(place.member);
    if (docstring !== null) known?.docstrings.set(place.member, docstring);
    const value: Expression = ["instance", ["callable", result]];
    facts.attributes.push({
      definition: owner,
      name: place.member,
      value,
      scope: context.scope,
      at: tree.start(node),
    });
    return;
  }
  if (place.of !== null) return;
  if (docstring !== null && !walker.docstrings.has(place.key)) walker.docstrings.set(place.key, docstring);
  if (docstring !== null && context.container === "file") say(walker, place.key, docstring);
  if (context.container === "file") walker.names.declare(place.key, result);
  else {
    const value: Expression = [
      "firstKnown",
      [
        ["linked", place.name],
        ["instance", ["callable", result]],
      ],
    ];
    facts.bind(context.scope, place.name, tree.start(node), context.scope, ["value", value]);
  }
}

/** Notes what a declaration says, for the file that defines the function. */
function say({ facts }: CWalker, key: string, docstring: string): void {
  facts.declared ??= Object.create(null) as Record<string, string>;
  facts.declared[key] ??= docstring;
}

/** A function that its class leaves to others: it is there without a body. */
export function addPureFunction(
  walker: CWalker,
  node: SyntaxNode,
  type: SyntaxNode,
  declarator: Declarator,
  context: CContext,
): void {
  addFunction(walker, node, type, declarator, context, true);
}

function addFunction(
  walker: CWalker,
  node: SyntaxNode,
  type: SyntaxNode,
  declarator: Declarator,
  context: CContext,
  isPure: boolean,
): void {
  const { tree, facts } = walker;
  const body = tree.childOfType(node, "compound_statement", "try_statement");
  const place = placeOf(walker, declarator.name, context);
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const inside: CContext = {
    owner: facts.definitions.length,
    scope,
    namespace: place.namespace,
    classes: place.classes,
    returnsFrom: FILE_ITSELF,
    isInternal: context.isInternal,
    isConditional: false,
    isConst: isConstMethod(walker, declarator),
    container: "body",
    template: null,
  };
  const result = place.member === CONSTRUCTOR ? null : resultType(walker, type, declarator, inside);
  const ranges = rangesOf(tree, node, context.template?.node ?? node, body);
  const isStatic = isMarked(walker, node, "static");
  const names = new Set(context.template?.names ?? []);
  const docstring = ranges.docstring ?? docstringOf(walker, place);
  const isDeclared = docstring === null && context.container === "file" && !isStatic && !context.isInternal;
  const definition = facts.addDefinition(
    {
      ...ranges,
      docstring,
      ...(isDeclared ? { documentedAs: place.key } : {}),
      kind: "function",
      name: place.name,
      parent: place.parent,
      scope,
      bases: [],
      returns: resultOf(result),
      ...(place.of === null ? {} : { is: place.member === CONSTRUCTOR ? "constructor" : "method" }),
      traits: traitsOf(walker, node, declarator, place, context, isPure),
      ...(place.member === "" || place.member === place.name ? {} : { memberName: place.member }),
      ...(names.size === 0 || context.container === "class" ? {} : { typeVariables: [...names] }),
      ...(walker.isCpp ? overloadOf(walker, declarator, inside, names) : {}),
    },
    place.localName,
  );
  bindFunction(walker, node, place, definition, context, isStatic);
  bindParameters(walker, declarator.function, inside);
  const isOpen = result === null && place.member !== CONSTRUCTOR && /\bauto\b/.test(tree.textOf(type));
  readBody(walker, node, body, { ...inside, returnsFrom: isOpen ? definition : FILE_ITSELF });
}

/** Reads what runs: at once, or, within a class, when all of its members are known. */
function readBody(walker: CWalker, node: SyntaxNode, body: SyntaxNode, inside: CContext): void {
  const { tree } = walker;
  const read = (): void => {
    walker.descend(() => {
      walker.visit(tree.childOfType(node, "field_initializer_list"), inside);
      walker.visitChildren(body, inside);
    });
  };
  if (walker.deferred === null) read();
  else walker.deferred.push(read);
}

function bindFunction(
  walker: CWalker,
  node: SyntaxNode,
  place: FunctionPlace,
  definition: number,
  context: CContext,
  isStatic: boolean,
): void {
  const { tree, facts } = walker;
  const value = ["definition", definition] as const;
  if (context.container === "class" && place.of === null && place.member !== "") {
    const scope = bindingScope(walker, context);
    facts.bind(scope, place.member, tree.start(node), scope, value);
    return;
  }
  if (place.of !== null)
    facts.outOfLineMembers.push({ of: place.of, name: place.member, value, scope: 0, at: tree.start(node) });
  if (context.container === "body") facts.bind(context.scope, place.name, 0, context.scope, value);
  // What is named like its class is no other function: `A` means the class.
  else if (place.member !== CONSTRUCTOR && place.member !== DESTRUCTOR)
    walker.names.addFunction(place.key, definition, !isStatic && !context.isInternal);
}

function docstringOf(walker: CWalker, { of, member, key }: FunctionPlace): string | null {
  if (of === null) return walker.docstrings.get(key) ?? null;
  const class_ = of[0] === "definition" ? of[1] : FILE_ITSELF;
  return walker.classOf.get(class_)?.docstrings.get(member) ?? null;
}

/** The type that a function gives, before or behind its parameters; `null` where it says none. */
function resultType(
  walker: CWalker,
  type: SyntaxNode,
  declarator: Declarator,
  context: CContext,
): Expression | null {
  const { tree } = walker;
  const trailing = tree.childOfType(declarator.function, "trailing_return_type");
  if (trailing !== NO_NODE) return toType(walker, tree.firstChild(trailing), context);
  if (tree.type(declarator.name) === "operator_cast")
    return toType(walker, tree.firstChild(declarator.name), context);
  return declaredType(walker, type, { ...declarator, isFunctionPointer: false, isArray: false }, context);
}

/** What tells overloads apart: types, and how many arguments there may be. */
function overloadOf(walker: CWalker, declarator: Declarator, inside: CContext, names: ReadonlySet<string>) {
  const { tree } = walker;
  const parameters = parametersOf(tree, declarator.function);
  const types = parameterTypes(walker, parameters, inside);
  const isRequired = (parameter: SyntaxNode): boolean => tree.type(parameter) === "parameter_declaration";
  const most = isVariadic(tree, declarator.function) ? -1 : parameters.length;
  return {
    parameters: types,
    arity: [parameters.filter(isRequired).length, most] as const,
    ...acceptedBy(types, names),
  };
}

/** Types of the parameters that say what type variables stand for. */
function acceptedBy(types: readonly (Expression | null)[], names: ReadonlySet<string>) {
  const accepts = acceptedTypes(types, names);
  return accepts === undefined ? {} : { accepts };
}
