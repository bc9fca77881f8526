import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { addCall } from "../shared/call-sites.js";
import { bindItem } from "./rust-blocks.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { OTHER_MACROS } from "./rust-library.js";
import { CRATE } from "./rust-modules.js";
import { crateOrName, moduleAround, moduleItself, selfClass, toPath } from "./rust-paths.js";
import { nameOf, rangesOf, readHead } from "./rust-text.js";

const MAX_DEPTH = 40;

/** `macro_rules! m { … }`: a function by its name, called as `m!`. */
export function readMacro(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const name = nameOf(tree, tree.childOfType(node, "identifier"));
  const { attributes, docstring } = readHead(tree.text, tree.start(node));
  const rule = tree.childOfType(node, "macro_rule");
  const head = rule === NO_NODE ? tree.end(node) : tree.start(rule);
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, NO_NODE),
    bodyStart: head,
    signature: `macro_rules! ${name}`,
    kind: "function",
    is: "function",
    name,
    docstring,
    parent: context.owner,
    scope: facts.addScope("function", context.scope, facts.definitions.length),
    bases: [],
    returns: [],
    traits: [],
  });
  bindItem(walker, context, `${name}!`, definition, attributes);
}

/** `m!(…)`: a macro of the tree or of a library; the arguments of most are expressions. */
export function readInvocation(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const path = tree.firstChild(node);
  const name = nameOf(tree, tree.type(path) === "scoped_identifier" ? tree.lastChild(path) : path);
  addCall(walker, node, context, {
    callee: toMacro(walker, path, name, context),
    text: `${tree.textOf(path)}!`,
  });
  const args = tree.childOfType(node, "token_tree");
  if (!OTHER_MACROS.has(name) && args !== NO_NODE) readTokens(walker, args, context, 0);
}

/** By the order of the text macros are known in all modules below; so are those of the crate's root. */
function toMacro(
  walker: RustWalker,
  path: SyntaxNode,
  name: string,
  context: RustContext,
): Expression | null {
  const { tree } = walker;
  if (tree.type(path) !== "scoped_identifier")
    return [
      "firstKnown",
      [
        ["name", `${name}!`],
        ["member", ["module", CRATE], `${name}!`],
      ],
    ];
  const prefix = toPath(walker, tree.firstChild(path), context);
  const base = prefix?.[0] === "name" ? crateOrName(walker, prefix[1]) : prefix;
  return base === null ? null : ["member", base, `${name}!`];
}

/** Calls among the tokens of a macro's arguments: a name with brackets right behind it. */
function readTokens(walker: RustWalker, list: SyntaxNode, context: RustContext, depth: number): void {
  if (depth > MAX_DEPTH) return;
  const { tree } = walker;
  const tokens = tree.children(list);
  tokens.forEach((token, index) => {
    if (tree.type(token) !== "token_tree") return;
    const before = tokens[index - 1] ?? NO_NODE;
    if (isMacroName(walker, tokens, index - 1) && OTHER_MACROS.has(nameOf(tree, before))) return;
    readTokens(walker, token, context, depth + 1);
    const isCall =
      isArguments(walker, token) &&
      tree.type(before) === "identifier" &&
      tree.end(before) === tree.start(token);
    if (!isCall || isMacroName(walker, tokens, index - 1)) return;
    const text = tree.text.slice(tree.start(startOf(walker, tokens, index - 1)), tree.end(before));
    const callee = toChain(walker, tokens, index - 1, context, true, 0);
    addCall(walker, before, context, { callee, text });
  });
}

/** What the tokens up to `index` stand for: `a.b`, `A::b`, `self.f(x).g`. */
function toChain(
  walker: RustWalker,
  tokens: readonly SyntaxNode[],
  index: number,
  context: RustContext,
  isCalled: boolean,
  depth: number,
): Expression | null {
  const { tree } = walker;
  const token = tokens[index] ?? NO_NODE;
  if (token === NO_NODE || depth > MAX_DEPTH) return null;
  if (tree.type(token) === "token_tree") {
    const isCall = isArguments(walker, token) && gapBefore(walker, tokens, index) === "";
    const callee = isCall ? toChain(walker, tokens, index - 1, context, true, depth + 1) : null;
    return callee === null ? null : ["call", callee];
  }
  const gap = gapBefore(walker, tokens, index).replace(/\.await(?=[.?]|$)/g, "");
  const name = nameOf(tree, token);
  if (gap === "." || gap === "?.") {
    const object = toChain(walker, tokens, index - 1, context, false, depth + 1);
    if (object === null) return null;
    return ["member", gap === "." ? object : ["item", object], isCalled ? name : `.${name}`];
  }
  if (gap === "::") {
    const base = toChain(walker, tokens, index - 1, context, false, depth + 1);
    return base === null ? null : ["member", base[0] === "name" ? crateOrName(walker, base[1]) : base, name];
  }
  if (/[.:]$/.test(gap)) return null;
  switch (tree.type(token)) {
    case "self":
      return tree.text.startsWith("::", tree.end(token)) ? moduleItself(context.module) : ["name", "self"];
    case "crate":
      return ["module", CRATE];
    case "super":
      return moduleAround(context.module);
    case "identifier":
      return name === "Self" ? selfClass(context) : ["name", name];
    default:
      return /_literal$/.test(tree.type(token)) ? ["literal"] : null;
  }
}

/** Where the chain begins that ends at `index`. */
function startOf(walker: RustWalker, tokens: readonly SyntaxNode[], index: number): SyntaxNode {
  let at = index;
  while (at > 0 && /^(?:\??\.|::|)$/.test(gapBefore(walker, tokens, at))) at--;
  return tokens[at] ?? NO_NODE;
}

function gapBefore({ tree }: RustWalker, tokens: readonly SyntaxNode[], index: number): string {
  const before = tokens[index - 1];
  if (before === undefined) return ",";
  const gap = tree.text.slice(tree.end(before), tree.start(tokens[index] ?? NO_NODE));
  return gap === "" ? "" : gap.replace(/\s+/g, "") || " ";
}

function isArguments({ tree }: RustWalker, token: SyntaxNode): boolean {
  return tree.text.startsWith("(", tree.start(token));
}

/** `m!(…)` among the tokens, and names after `fn` or in patterns of `matches!` are no calls. */
function isMacroName({ tree }: RustWalker, tokens: readonly SyntaxNode[], index: number): boolean {
  const end = tree.end(tokens[index] ?? NO_NODE);
  return tree.text.startsWith("!", end);
}
