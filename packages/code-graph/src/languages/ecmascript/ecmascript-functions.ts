import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptPlace, ScriptReader } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expression.js";
import { bindParameters, bindPattern } from "./ecmascript-names.js";
import { lastLine, readCommentAbove, readSignature } from "./ecmascript-text.js";
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
  reader: ScriptReader,
  node: SyntaxNode,
  head: FunctionHead,
  place: ScriptPlace,
): number {
  const { tree, facts } = reader;
  const body = bodyOf(reader, node);
  const start = tree.start(head.outer);
  const end = tree.end(head.outer);
  const bodyStart = body === NO_NODE ? end : tree.start(body);
  const scope = facts.addScope("function", place.scope, facts.definitions.length);
  const returnType = toType(tree, returnTypeOf(reader, node));
  const definition = facts.addDefinition(
    {
      kind: "function",
      name: head.name,
      parent: place.owner,
      scope,
      start,
      end,
      startLine: tree.startLine(head.outer),
      endLine: lastLine(tree.text, tree.startLine(head.outer), start, end),
      bodyStart,
      bodyEnd: body === NO_NODE ? end : tree.end(body),
      signature: readSignature(tree.text, start, bodyStart),
      docstring: readCommentAbove(tree.text, start),
      bases: [],
      returns: returnType === null ? [] : [["instance", returnType]],
      traits: [...head.traits],
    },
    place.namePrefix + head.name,
  );
  reader.definitionOf.set(node, definition);
  readInside(
    reader,
    node,
    {
      ...place,
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
  reader: ScriptReader,
  node: SyntaxNode,
  place: ScriptPlace,
  firstParameter: Expression | null,
): void {
  const scope = reader.facts.addScope("function", place.scope, place.owner);
  readInside(
    reader,
    node,
    { ...place, scope, functionScope: scope },
    bodyOf(reader, node),
    undefined,
    firstParameter,
  );
}

function readInside(
  reader: ScriptReader,
  node: SyntaxNode,
  outerPlace: ScriptPlace,
  body: SyntaxNode,
  thisValue: Expression | null | undefined,
  firstParameter: Expression | null,
): void {
  const { tree } = reader;
  const isArrow = tree.type(node) === "arrow_function";
  const place = { ...outerPlace, thisValue: thisValue ?? (isArrow ? outerPlace.thisValue : null) };
  bindTypeParameters(reader, node, place);
  const parameters = tree.childOfType(node, "formal_parameters");
  if (parameters !== NO_NODE) bindParameters(reader, place, parameters, firstParameter);
  else if (isArrow) bindParameters(reader, place, tree.firstChild(node), firstParameter);
  if (tree.type(body) === "statement_block") {
    reader.visitChildren(body, place);
    return;
  }
  reader.visit(body, place);
  addReturn(reader, body, place);
}

/** Notes what a function returns, where no annotation says so. */
export function addReturn(reader: ScriptReader, value: SyntaxNode, place: ScriptPlace): void {
  const owner = reader.facts.definitions[place.owner];
  if (owner?.kind !== "function" || owner.scope !== place.functionScope) return;
  if (owner.returns[0]?.[0] === "instance" || owner.returns.length >= 8) return;
  const expression = toExpression(reader, value, place);
  if (expression !== null) owner.returns.push(expression);
}

/** `<T extends Base>`: a value of type `T` is a `Base`. */
export function bindTypeParameters(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree } = reader;
  for (const parameter of tree.children(tree.childOfType(node, "type_parameters"))) {
    const constraint = toType(tree, tree.childOfType(parameter, "constraint"));
    const name = tree.textOf(tree.firstChild(parameter));
    reader.facts.bind(
      place.scope,
      name,
      -1,
      place.scope,
      constraint === null ? ["unknown"] : ["value", ["instance", constraint]],
    );
  }
}

/** `catch (e)`, `for (const x of xs)`: names of a block. */
export function bindBlockName(
  reader: ScriptReader,
  place: ScriptPlace,
  pattern: SyntaxNode,
  value: Expression | null,
): void {
  bindPattern(reader, place, place.scope, pattern, value, reader.tree.start(pattern));
}

function bodyOf(reader: ScriptReader, node: SyntaxNode): SyntaxNode {
  const { tree } = reader;
  if (tree.type(node) === "arrow_function") return tree.lastChild(node);
  return tree.childOfType(node, "statement_block");
}

function returnTypeOf(reader: ScriptReader, node: SyntaxNode): SyntaxNode {
  return reader.tree.childOfType(node, "type_annotation");
}
