import { FILE_ITSELF } from "../../facts/file-facts.js";
import { bindName } from "../../languages/shared/bind-name.js";
import { definitionRanges } from "../../languages/shared/definition-ranges.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { LuaContext, LuaWalker } from "./lua-context.fixture.js";
import { metaIndexOf, toExpression } from "./lua-expressions.fixture.js";
import { readDocComment, readSignature } from "./lua-text.fixture.js";

/** `T` of every `function T.f` and `function T:f`. */
export function findTablesWithFunctions(tree: SyntaxTree): ReadonlySet<string> {
  const found = new Set<string>();
  for (let node = 0; node < tree.size; node++)
    if (tree.type(node) === "function_declaration")
      found.add(tree.textOf(tree.firstChild(tree.firstChild(node))));
  return found;
}

/** `local T = {}` where the file gives `T` functions; its base is what `setmetatable` says. */
export function readClass(walker: LuaWalker, node: SyntaxNode, name: string, value: SyntaxNode): void {
  const { tree, facts } = walker;
  const scope = facts.addScope("class", 0, FILE_ITSELF);
  const base = toExpression(walker, metaIndexOf(tree, value));
  const definition = facts.addDefinition({
    ...definitionRanges(tree, node, NO_NODE),
    signature: readSignature(tree.text, tree.start(node), tree.end(node)),
    docstring: readDocComment(tree.text, tree.start(node)),
    kind: "class",
    name,
    parent: FILE_ITSELF,
    scope,
    bases: base === null ? [] : [base],
    returns: [],
    traits: [],
  });
  walker.classes.set(name, { definition, scope });
  facts.bind(0, name, tree.end(node), 0, ["definition", definition]);
}

/** `function f()`, `local function f()`, `function T.f()`, `function T:f()`. */
export function readFunction(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const { tree, facts } = walker;
  const nameNode = tree.firstChild(node);
  const class_ = walker.classes.get(tree.textOf(tree.firstChild(nameNode)));
  const name = tree.textOf(tree.type(nameNode) === "identifier" ? nameNode : tree.lastChild(nameNode));
  const definition = addFunction(walker, node, name, node, {
    ...context,
    owner: class_?.definition ?? context.owner,
  });
  const isLocal = tree.text.startsWith("local", tree.start(node));
  if (class_ !== undefined)
    facts.bind(class_.scope, name, tree.start(node), class_.scope, ["definition", definition]);
  else if (tree.type(nameNode) === "identifier")
    facts.bind(isLocal ? context.scope : 0, name, tree.start(node), context.scope, [
      "definition",
      definition,
    ]);
  const inside = insideOf(walker, definition);
  if (tree.type(nameNode) === "method_index_expression")
    bindName(walker, inside, "self", class_ === undefined ? null : ["self", class_.definition], 0);
  readBody(walker, node, inside, definition);
}

/** `local f = function() … end`; `outer` is the declaration. */
export function readNamedFunction(
  walker: LuaWalker,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: LuaContext,
): void {
  const definition = addFunction(walker, node, name, outer, context);
  walker.definitionOf.set(node, definition);
  readBody(walker, node, insideOf(walker, definition), definition);
}

/** A function without a name: its calls belong to the function around it. */
export function readAnonymousFunction(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const scope = walker.facts.addScope("function", context.scope, context.owner);
  readBody(walker, node, { owner: context.owner, scope, returnsFrom: -1 }, FILE_ITSELF);
}

/** `return e`: what a call of the function gives. */
export function readReturn(walker: LuaWalker, node: SyntaxNode, context: LuaContext): void {
  const { tree, facts } = walker;
  walker.visitChildren(node, context);
  const value = toExpression(walker, tree.firstChild(tree.firstChild(node)));
  if (value !== null) facts.definitions[context.returnsFrom]?.returns.push(value);
}

function addFunction(
  { tree, facts }: LuaWalker,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: LuaContext,
): number {
  const parameters = tree.childOfType(node, "parameters");
  return facts.addDefinition({
    ...definitionRanges(tree, outer, tree.childOfType(node, "block")),
    signature: readSignature(tree.text, tree.start(outer), tree.end(parameters)),
    docstring: readDocComment(tree.text, tree.start(outer)),
    kind: "function",
    name,
    parent: context.owner,
    scope: facts.addScope("function", context.scope, facts.definitions.length),
    bases: [],
    returns: [],
    traits: [],
  });
}

function insideOf({ facts }: LuaWalker, definition: number): LuaContext {
  return { owner: definition, scope: facts.definitions[definition]?.scope ?? 0, returnsFrom: definition };
}

/** @param definition - the function whose calls tell what its parameters are; -1 for one without a name. */
function readBody(walker: LuaWalker, node: SyntaxNode, inside: LuaContext, definition: number): void {
  const { tree } = walker;
  const parameters = tree.childOfType(node, "parameters");
  tree.children(parameters).forEach((parameter, index) => {
    if (tree.type(parameter) !== "identifier") return;
    const name = tree.textOf(parameter);
    const value = definition === FILE_ITSELF ? null : (["parameter", definition, index, name, null] as const);
    bindName(walker, inside, name, value, tree.start(parameters));
  });
  walker.descend(() => {
    walker.visitChildren(tree.childOfType(node, "block"), inside);
  });
}
