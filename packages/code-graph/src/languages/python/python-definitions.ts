import type { Expression } from "../../facts/expression.js";
import type { OpenDefinition } from "../../facts/facts-builder.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import { bindName, bindParameters } from "./python-bindings.js";
import { readDecorators } from "./python-calls.js";
import type { PythonContext, PythonWalker } from "./python-context.js";
import { toExpression, toType } from "./python-expressions.js";
import { readCommentAbove, readDocstring, readSignature } from "./python-text.js";

const PROPERTY_DECORATOR = /^@\s*(?:[\w.]+\.)?(?:cached_property|property|abstractproperty)\b/;

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
  for (const argument of tree.children(baseList)) {
    const base = tree.type(argument) === "keyword_argument" ? null : toExpression(tree, argument, -1);
    // `Generic[T]` and `Base[int]` inherit from what stands before the brackets.
    if (base !== null) bases.push(base[0] === "item" ? base[1] : base);
  }
  const opened = openDefinition(walker, node, decorated, context, {
    kind: "class",
    bases,
    returns: [],
    traits: [],
  });
  if (opened === null) return;
  const { definition, inside } = opened;
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
  const decorators = tree
    .children(decorated)
    .filter((child) => tree.type(child) === "decorator")
    .map((decorator) => tree.textOf(decorator));
  const traits = decorators.map(traitOf).filter((trait) => trait !== null);
  const returnType = toType(tree, tree.childOfType(node, "type"));
  const opened = openDefinition(walker, node, decorated, context, {
    kind: "function",
    bases: [],
    returns: returnType === null ? [] : [["instance", returnType]],
    traits,
  });
  if (opened === null) return;
  const { definition, inside, name } = opened;
  const isAccessor = decorators.some((decorator) => /^@\s*\w+\.(setter|deleter)\b/.test(decorator));
  if (!isAccessor) bindName(walker, context, name, opened.end, ["definition", definition]);
  const isMethod = facts.scopes[context.nameScope]?.kind === "class";
  const receiver = isMethod ? receiverOf(traits, name, context.enclosingClass) : null;
  bindParameters(walker, inside, tree.childOfType(node, "parameters"), receiver);
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
  head: Pick<OpenDefinition, "kind" | "bases" | "returns" | "traits">,
): Opened | null {
  const { tree, facts } = walker;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  if (name === "") {
    walker.visitChildren(node, context);
    return null;
  }
  const body = tree.childOfType(node, "block");
  const ranges = rangesOf(walker, node, decorated === NO_NODE ? node : decorated, body);
  const scope = facts.addScope(head.kind, context.scope, facts.definitions.length);
  const definition = facts.addDefinition({ ...ranges, ...head, name, parent: context.owner, scope });
  readDecorators(walker, decorated, { ...context, owner: definition });
  const inside = { ...context, owner: definition, nameScope: scope, scope };
  return { definition, name, body, end: ranges.end, inside };
}

function receiverOf(traits: readonly Trait[], name: string, enclosingClass: number): Expression | null {
  if (traits.includes("static")) return null;
  const isClassMethod = traits.includes("class method") || name === "__new__" || name === "__init_subclass__";
  return [isClassMethod ? "own" : "self", enclosingClass];
}

function traitOf(decorator: string): Trait | null {
  if (PROPERTY_DECORATOR.test(decorator)) return "property";
  if (/^@\s*staticmethod\b/.test(decorator)) return "static";
  if (/^@\s*classmethod\b/.test(decorator)) return "class method";
  if (/^@\s*(?:[\w.]+\.)?overload\b/.test(decorator)) return "overload";
  return null;
}

function rangesOf({ tree }: PythonWalker, node: SyntaxNode, outer: SyntaxNode, body: SyntaxNode) {
  const ranges = definitionRanges(tree, outer, body);
  return {
    ...ranges,
    signature: readSignature(tree.text, tree.start(node), ranges.bodyStart),
    docstring: readDocstring(tree, body) ?? readCommentAbove(tree.text, ranges.start),
  };
}
