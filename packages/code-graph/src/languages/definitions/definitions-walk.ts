import type { NodeKind } from "@stemma/graph-store";
import type { OpenDefinition } from "../../facts/facts-builder.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { withoutBlockComments } from "../shared/block-comments.js";
import { type DefinitionRanges, definitionRanges } from "../shared/definition-ranges.js";
import { FileWalker, type NodeHandler, nodeHandlers, skip, type WalkContext } from "../shared/file-walker.js";
import { commentAbove, commentOfFile } from "./comments.js";
import type { CommentForms, DefinitionReader, DefinitionsForm, FoundDefinition } from "./definitions-form.js";

/** Of a signature, in characters: what has no body may be a whole table. */
const MAX_SIGNATURE = 400;
const FUNCTION_KINDS: ReadonlySet<NodeKind> = new Set(["function", "method", "constructor", "property"]);

type Handlers = ReadonlyMap<string, NodeHandler<DefinitionsWalker>>;

/** Reads the facts of files of a language by its form: definitions, their comments and signatures, imports, no calls. */
export function definitionsReader(form: DefinitionsForm): (tree: SyntaxTree) => FileFacts {
  const handlers = handlersOf(form);
  const typeNames = new Set(form.typeNames);
  return (tree) => {
    const walker = new DefinitionsWalker(tree, form, handlers);
    const { facts } = walker;
    const scope = facts.addScope("module", -1, FILE_ITSELF);
    walker.visitChildren(tree.root, { owner: FILE_ITSELF, scope });
    facts.docstring = commentOfFile(tree.text, facts.definitions[0]?.start ?? -1, form.comments);
    if (typeNames.size > 0) nameWholeImports(walker, typeNames);
    return facts.build(tree.text, tree.hasError);
  };
}

class DefinitionsWalker extends FileWalker {
  readonly form: DefinitionsForm;
  /** What was said of the definition that comes next. */
  documentation: string | null = null;
  readonly #handlers: Handlers;

  constructor(tree: SyntaxTree, form: DefinitionsForm, handlers: Handlers) {
    super(tree);
    this.form = form;
    this.#handlers = handlers;
  }

  protected handlerOf(type: string): NodeHandler<this> | undefined {
    return this.#handlers.get(type);
  }
}

function handlersOf(form: DefinitionsForm): Handlers {
  const { definitions, imports, packages = {}, documentation = {}, skipped = [] } = form;
  const table: Record<string, NodeHandler<DefinitionsWalker>> = {};
  for (const types of skipped) table[types] = skip;
  for (const [types, read] of Object.entries(documentation))
    table[types] = (walker, node, context) => {
      const found = read(walker.tree, node);
      if (found === null) walker.visitChildren(node, context);
      else if (found.of === "next") walker.documentation = found.text;
      else documentAround(walker, found.text, context.owner);
    };
  for (const [types, read] of Object.entries(imports))
    table[types] = (walker, node, context) => {
      walker.facts.imports.push(...read(walker.tree, node));
      walker.visitChildren(node, context);
    };
  for (const [types, read] of Object.entries(packages))
    table[types] = (walker, node, context) => {
      walker.facts.packageName ??= read(walker.tree, node);
      walker.visitChildren(node, context);
    };
  for (const [types, reader] of Object.entries(definitions)) {
    const read = typeof reader === "function" ? reader : readerOf(reader);
    // A node that may import, too, does so where it defines nothing.
    const others = table[types];
    table[types] = (walker, node, context) => {
      const found = read(walker.tree, node, walker.facts.definitions[context.owner]?.is);
      if (found !== null && found.name !== "") addDefinition(walker, node, found, context);
      else if (others === undefined) walker.visitChildren(node, context);
      else others(walker, node, context);
    };
  }
  return nodeHandlers(table);
}

/** Reads a definition whose parts are told by the types of its children. */
function readerOf({
  kind,
  name,
  before,
  body = [],
}: Exclude<DefinitionReader, (...args: never[]) => unknown>): (
  tree: SyntaxTree,
  node: SyntaxNode,
) => FoundDefinition {
  const ends = new Set([...(before ?? []), ...body]);
  return (tree, node) => {
    let nameNode = NO_NODE;
    for (let child = tree.firstChild(node); child !== NO_NODE; child = tree.nextSibling(child)) {
      const type = tree.type(child);
      if (before !== undefined && ends.has(type)) break;
      if (name.includes(type)) nameNode = child;
      if (before === undefined && nameNode !== NO_NODE) break;
    }
    return { kind, name: tree.textOf(nameNode), body: tree.childOfType(node, ...body) };
  };
}

function addDefinition(
  walker: DefinitionsWalker,
  node: SyntaxNode,
  { kind, name, localName, body, last }: FoundDefinition,
  { owner, scope }: WalkContext,
): void {
  const { tree, facts, form } = walker;
  const ranges = { ...definitionRanges(tree, node, body), ...endOf(tree, node, last) };
  const isFunction = FUNCTION_KINDS.has(kind);
  const clause = facts.definitions.length - 1;
  if (form.joinsClauses === true && isFunction && isClauseOf(facts.definitions[clause], name, owner)) {
    walker.documentation = null;
    const { end, endLine } = ranges;
    facts.definitions[clause] = {
      ...facts.definitions[clause],
      end,
      endLine,
      bodyEnd: end,
    } as OpenDefinition;
    return;
  }
  const outer = facts.definitions[owner];
  const startsWithOuter = outer !== undefined && outer.startLine === ranges.startLine;
  const above = startsWithOuter ? null : commentAbove(tree.text, ranges.start, form.comments);
  const docstring = walker.documentation ?? above;
  walker.documentation = null;
  const inner = facts.addScope(isFunction ? "function" : "class", scope, facts.definitions.length);
  const definition = facts.addDefinition(
    {
      ...ranges,
      kind: isFunction ? "function" : "class",
      is: isFunction ? functionKind(form, kind, name, outer?.is) : kind,
      name,
      parent: owner,
      scope: inner,
      signature: signatureOf(walker, node, ranges.bodyStart),
      docstring,
      bases: [],
      returns: [],
      traits: [],
    },
    localName,
  );
  if (owner === FILE_ITSELF) facts.bind(0, name, ranges.start, 0, ["definition", definition]);
  walker.descend(() => walker.visitChildren(node, { owner: definition, scope: inner }));
}

function documentAround({ facts }: DefinitionsWalker, text: string, owner: number): void {
  const around = facts.definitions[owner];
  if (around !== undefined) facts.definitions[owner] = { ...around, docstring: text };
}

function isClauseOf(last: OpenDefinition | undefined, name: string, owner: number): boolean {
  return last?.kind === "function" && last.name === name && last.parent === owner;
}

/** Where a definition ends whose body is a sibling of its head. */
function endOf(
  tree: SyntaxTree,
  node: SyntaxNode,
  last: SyntaxNode | undefined,
): Partial<Pick<DefinitionRanges, "end" | "endLine">> {
  if (last === undefined || last === NO_NODE) return {};
  const { end } = definitionRanges(tree, last, NO_NODE);
  const { startLine } = definitionRanges(tree, node, NO_NODE);
  return { end, endLine: startLine + tree.text.slice(tree.start(node), end).split("\n").length - 1 };
}

/** A function of a class is a method, or makes its objects. */
function functionKind(
  { constructors = [] }: DefinitionsForm,
  kind: NodeKind,
  name: string,
  outer: NodeKind | undefined,
): NodeKind {
  const isMember = outer !== undefined && outer !== "namespace" && !FUNCTION_KINDS.has(outer);
  if (kind !== "function" || !isMember) return kind;
  return constructors.includes(name) ? "constructor" : "method";
}

/** Head of a definition on one line, without its attributes. */
function signatureOf({ tree, form }: DefinitionsWalker, node: SyntaxNode, end: number): string {
  const attributes = new Set(form.attributes);
  let text = "";
  let position = tree.start(node);
  const skip = (parent: SyntaxNode, depth: number): void => {
    for (let part = tree.firstChild(parent); part !== NO_NODE; part = tree.nextSibling(part)) {
      if (tree.start(part) >= end) return;
      if (!attributes.has(tree.type(part))) {
        if (depth === 0) skip(part, 1);
        continue;
      }
      text += tree.text.slice(position, tree.start(part));
      position = tree.end(part);
    }
  };
  if (attributes.size > 0) skip(node, 0);
  return cleanSignature(text + tree.text.slice(position, Math.max(position, end)), form.comments);
}

function cleanSignature(head: string, { lines }: CommentForms): string {
  const [mark = ""] = lines;
  return withoutBlockComments(head.slice(0, 8 * MAX_SIGNATURE))
    .split("\n")
    .filter((line) => mark === "" || !line.trimStart().startsWith(mark))
    .join(" ")
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/,? ([)\]])/g, "$1")
    .trim()
    .slice(0, MAX_SIGNATURE)
    .replace(/\s*(?:\{|\{ ?\}|,|=|=>|->|:|;|\bdo|\bend|\bwhere)$/, "")
    .trim();
}

/** Of a package that is imported as a whole those names count that the file mentions. */
function nameWholeImports({ tree, facts }: DefinitionsWalker, types: ReadonlySet<string>): void {
  if (!facts.imports.some(({ names }) => names.length === 0)) return;
  const mentioned = new Set<string>();
  for (let node = 0; node < tree.size; node++)
    if (types.has(tree.type(node))) mentioned.add(tree.textOf(node));
  const names = [...mentioned].sort();
  facts.imports.forEach((fact, index) => {
    if (fact.names.length === 0) facts.imports[index] = { ...fact, names };
  });
}
