import type { Expression } from "../../facts/expression.js";
import type { OpenDefinition } from "../../facts/facts-builder.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { PythonPlace, PythonReader } from "./python-context.js";
import { toExpression, toType } from "./python-expression.js";
import { bindName, bindParameters } from "./python-names.js";
import { bodyRange, readCommentAbove, readDocstring, readSignature } from "./python-text.js";

const PROPERTY_DECORATOR = /^@\s*(?:[\w.]+\.)?(?:cached_property|property|abstractproperty)\b/;

/** `class A(B):` with everything in it. `decorated` is the node around it that holds its decorators, if any. */
export function readClass(
  reader: PythonReader,
  node: SyntaxNode,
  decorated: SyntaxNode,
  place: PythonPlace,
): void {
  const { tree } = reader;
  const baseList = tree.childOfType(node, "argument_list");
  const bases: Expression[] = [];
  for (const argument of tree.children(baseList)) {
    const base = tree.type(argument) === "keyword_argument" ? null : toExpression(tree, argument, -1);
    // `Generic[T]` and `Base[int]` inherit from what stands before the brackets.
    if (base !== null) bases.push(base[0] === "item" ? base[1] : base);
  }
  const opened = openDefinition(reader, node, decorated, place, {
    kind: "class",
    bases,
    returns: [],
    traits: [],
  });
  if (opened === null) return;
  const { definition, inside } = opened;
  bindName(reader, place, opened.name, opened.end, ["definition", definition]);
  reader.visitChildren(baseList, { ...place, owner: definition });
  reader.visitChildren(opened.body, { ...inside, enclosingClass: definition });
}

/** `def f(…):`, `async def f(…):` with everything in it. */
export function readFunction(
  reader: PythonReader,
  node: SyntaxNode,
  decorated: SyntaxNode,
  place: PythonPlace,
): void {
  const { tree, facts } = reader;
  const decorators = tree
    .children(decorated)
    .filter((child) => tree.type(child) === "decorator")
    .map((decorator) => tree.textOf(decorator));
  const traits = decorators.map(traitOf).filter((trait) => trait !== null);
  const returnType = toType(tree, tree.childOfType(node, "type"));
  const opened = openDefinition(reader, node, decorated, place, {
    kind: "function",
    bases: [],
    returns: returnType === null ? [] : [["instance", returnType]],
    traits,
  });
  if (opened === null) return;
  const { definition, inside, name } = opened;
  const isAccessor = decorators.some((decorator) => /^@\s*\w+\.(setter|deleter)\b/.test(decorator));
  if (!isAccessor) bindName(reader, place, name, opened.end, ["definition", definition]);
  const isMethod = facts.scopes[place.nameScope]?.kind === "class";
  const receiver = isMethod ? receiverOf(traits, name, place.enclosingClass) : null;
  bindParameters(reader, inside, tree.childOfType(node, "parameters"), receiver);
  reader.visitChildren(opened.body, inside);
}

interface Opened {
  readonly definition: number;
  readonly name: string;
  readonly body: SyntaxNode;
  /** Where the definition ends, from which on its name is bound. */
  readonly end: number;
  readonly inside: PythonPlace;
}

/**
 * Adds a class or function with a scope of its own, and reads its decorators; one without a name, in broken text, is
 * walked for what is in it, and `null` given.
 */
function openDefinition(
  reader: PythonReader,
  node: SyntaxNode,
  decorated: SyntaxNode,
  place: PythonPlace,
  head: Pick<OpenDefinition, "kind" | "bases" | "returns" | "traits">,
): Opened | null {
  const { tree, facts } = reader;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  if (name === "") {
    reader.visitChildren(node, place);
    return null;
  }
  const body = tree.childOfType(node, "block");
  const ranges = rangesOf(reader, node, decorated === NO_NODE ? node : decorated, body);
  const scope = facts.addScope(head.kind, place.block, facts.definitions.length);
  const definition = facts.addDefinition({ ...ranges, ...head, name, parent: place.owner, scope });
  readDecorators(reader, decorated, { ...place, owner: definition });
  const inside = { ...place, owner: definition, nameScope: scope, block: scope };
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

/** `@d` and `@d(…)` both run `d` when the definition is made; the decorated definition depends on it. */
function readDecorators(reader: PythonReader, decorated: SyntaxNode, place: PythonPlace): void {
  const { tree, facts } = reader;
  for (const decorator of tree.children(decorated)) {
    if (tree.type(decorator) !== "decorator") continue;
    const expression = tree.firstChild(decorator);
    if (tree.type(expression) !== "call") {
      const callee = toExpression(tree, expression, -1);
      if (callee !== null)
        facts.calls.push({
          callee,
          owner: place.owner,
          scope: place.block,
          at: tree.start(decorator),
          line: tree.startLine(decorator),
          text: tree.textOf(expression).slice(0, 80),
          passed: [],
        });
    }
    reader.visit(expression, place);
  }
}

function rangesOf(reader: PythonReader, node: SyntaxNode, outer: SyntaxNode, body: SyntaxNode) {
  const { tree } = reader;
  const [bodyStart, bodyEnd] = bodyRange(tree, body, tree.end(node));
  const text = tree.text;
  return {
    start: tree.start(outer),
    end: tree.end(outer),
    startLine: tree.startLine(outer),
    endLine: tree.startLine(outer) + countNewlines(text, tree.start(outer), tree.end(outer)),
    bodyStart,
    bodyEnd,
    signature: readSignature(text, tree.start(node), bodyStart),
    docstring: readDocstring(tree, body) ?? readCommentAbove(text, tree.start(outer)),
  };
}

function countNewlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
