import type { Expression } from "../../facts/expression.js";
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
  const { tree, facts } = reader;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, "block");
  const outer = decorated === NO_NODE ? node : decorated;
  if (name === "") {
    reader.visitChildren(node, place);
    return;
  }
  const bases: Expression[] = [];
  const baseList = tree.childOfType(node, "argument_list");
  for (const argument of tree.children(baseList)) {
    const base = tree.type(argument) === "keyword_argument" ? null : toExpression(tree, argument, -1);
    // `Generic[T]` and `Base[int]` inherit from what stands before the brackets.
    if (base !== null) bases.push(base[0] === "item" ? base[1] : base);
  }
  const scope = facts.addScope("class", place.block, facts.definitions.length);
  const definition = facts.addDefinition({
    ...rangesOf(reader, node, outer, body),
    kind: "class",
    name,
    parent: place.owner,
    scope,
    bases,
    returns: [],
    traits: [],
  });
  bindName(reader, place, name, tree.end(outer), ["definition", definition]);
  const inside = { ...place, owner: definition, nameScope: scope, block: scope, enclosingClass: definition };
  readDecorators(reader, decorated, { ...place, owner: definition });
  reader.visitChildren(baseList, { ...place, owner: definition });
  reader.visitChildren(body, inside);
}

/** `def f(…):`, `async def f(…):` with everything in it. */
export function readFunction(
  reader: PythonReader,
  node: SyntaxNode,
  decorated: SyntaxNode,
  place: PythonPlace,
): void {
  const { tree, facts } = reader;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, "block");
  const outer = decorated === NO_NODE ? node : decorated;
  if (name === "") {
    reader.visitChildren(node, place);
    return;
  }
  const decorators = tree.children(decorated).filter((child) => tree.type(child) === "decorator");
  const traits = decorators
    .map((decorator) => traitOf(tree.textOf(decorator)))
    .filter((trait) => trait !== null);
  const isMethod = facts.scopes[place.nameScope]?.kind === "class";
  const returnType = toType(tree, tree.childOfType(node, "type"));
  const scope = facts.addScope("function", place.block, facts.definitions.length);
  const definition = facts.addDefinition({
    ...rangesOf(reader, node, outer, body),
    kind: "function",
    name,
    parent: place.owner,
    scope,
    bases: [],
    returns: returnType === null ? [] : [["instance", returnType]],
    traits,
  });
  const isAccessor = decorators.some((decorator) =>
    /^@\s*\w+\.(setter|deleter)\b/.test(tree.textOf(decorator)),
  );
  if (!isAccessor) bindName(reader, place, name, tree.end(outer), ["definition", definition]);
  readDecorators(reader, decorated, { ...place, owner: definition });
  const inside = { ...place, owner: definition, nameScope: scope, block: scope };
  const receiver = isMethod ? receiverOf(traits, name, place.enclosingClass) : null;
  bindParameters(reader, inside, tree.childOfType(node, "parameters"), receiver);
  reader.visitChildren(body, inside);
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
