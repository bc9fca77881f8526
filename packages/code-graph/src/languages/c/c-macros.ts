import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import type { CContext, CWalker } from "./c-context.js";
import { KEYWORDS } from "./c-library.js";
import { nameExpression, qualifiedExpression } from "./c-names.js";
import { readDocComment, readSignature } from "./c-text.js";

/** A name that is called: not a member, and not part of a longer name. */
const CALLED = /(?<![\w.>#])((?:::)?[A-Za-z_]\w*(?:::\w+)*)[ \t]*\(/g;
/** Whatever the name means where the macro is not defined: something of a library. */
const OUTSIDE: Expression = ["module", "<>"];
/** Calls of one body that are looked at. */
const MOST_CALLS = 200;

/** `#define F(x) …`: a function that people name; what its body calls is called by it. */
export function readMacro(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, facts, names } = walker;
  const name = tree.textOf(tree.firstChild(node));
  const parameters = tree.childOfType(node, "preproc_params");
  const body = tree.childOfType(node, "preproc_arg");
  const end = body === NO_NODE ? tree.end(parameters) : tree.end(body);
  const ranges = definitionRanges(tree, node, body);
  const scope = facts.addScope("function", 0, facts.definitions.length);
  const definition = facts.addDefinition({
    ...ranges,
    end,
    endLine: ranges.startLine + (tree.text.slice(ranges.start, end).match(/\n/g)?.length ?? 0),
    bodyStart: body === NO_NODE ? end : ranges.bodyStart,
    bodyEnd: end,
    signature: readSignature(tree.text, ranges.start, tree.end(parameters)),
    docstring: readDocComment(tree.text, ranges.start, end),
    kind: "function",
    name,
    parent: -1,
    scope,
    bases: [],
    returns: [],
    traits: ["macro"],
  });
  names.addFunction(name, definition, false);
  const own = new Set(tree.children(parameters).map((parameter) => tree.textOf(parameter)));
  readBody(walker, body, own, {
    ...context,
    owner: definition,
    scope,
    namespace: "",
    classes: [],
    container: "body",
  });
}

/** The body is text: only names with a parenthesis behind them are called, as far as it tells. */
function readBody(walker: CWalker, body: SyntaxNode, own: ReadonlySet<string>, context: CContext): void {
  const { tree, facts } = walker;
  const text = tree.textOf(body);
  const code = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\//g, (part) => part.replace(/[^\n]/g, " "));
  const seen = new Set<string>();
  for (const { 1: called = "", index } of code.matchAll(CALLED)) {
    if (own.has(called) || KEYWORDS.has(called) || seen.size > MOST_CALLS) continue;
    seen.add(called);
    const parts = called.split("::");
    const isGlobal = parts[0] === "";
    const callee = called.includes("::")
      ? qualifiedExpression(
          walker,
          { isGlobal, parts: parts.filter((part) => part !== ""), args: NO_NODE },
          context,
        )
      : nameExpression(walker, called, context);
    facts.calls.push({
      callee,
      owner: context.owner,
      scope: context.scope,
      at: tree.start(body) + index,
      line: tree.startLine(body) + (text.slice(0, index).match(/\n/g)?.length ?? 0),
      text: called,
      passed: [],
    });
  }
}

/** `#define a b`: another name. Other macros without parameters are values that call nothing. */
export function readConstantMacro(walker: CWalker, node: SyntaxNode, context: CContext): void {
  const { tree, names } = walker;
  const name = tree.textOf(tree.firstChild(node));
  const value = tree.textOf(tree.childOfType(node, "preproc_arg")).trim();
  if (/^[A-Za-z_]\w*$/.test(value) && value !== name && !KEYWORDS.has(value))
    names.addAlias(name, ["name", value], context.isConditional ? OUTSIDE : null);
}
