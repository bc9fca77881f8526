import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { PythonWalker } from "./python-context.js";
import { stringValue } from "./python-expressions.js";

const NAME = "__all__";

/** `__all__ = […]`, `__all__ += […]`: what a wildcard import takes; all public names where it can't be told. */
export function readListed(
  walker: PythonWalker,
  target: SyntaxNode,
  value: SyntaxNode,
  isAdded: boolean,
): void {
  const { tree, facts } = walker;
  if (tree.textOf(target) !== NAME) return;
  const names = namesIn(walker, value);
  if (names === null) facts.listedNames = null;
  else if (!isAdded) facts.listedNames = names;
  else facts.listedNames?.push(...names);
}

/** `__all__.append("a")`, `__all__.extend([…])`; `false` for other calls. */
export function readListedNames(walker: PythonWalker, call: SyntaxNode): boolean {
  const { tree, facts } = walker;
  const callee = tree.firstChild(call);
  const method = /^__all__\s*\.\s*(append|extend|remove)$/.exec(tree.textOf(callee))?.[1];
  if (method === undefined) return false;
  const argument = tree.firstChild(tree.nextSibling(callee));
  const single = stringValue(tree, argument);
  const names = single === null ? namesIn(walker, argument) : [single];
  if (names === null) facts.listedNames = null;
  else if (method === "remove")
    facts.listedNames = facts.listedNames?.filter((name) => !names.includes(name)) ?? null;
  else facts.listedNames?.push(...names);
  return true;
}

function namesIn({ tree }: PythonWalker, value: SyntaxNode): string[] | null {
  if (value === NO_NODE) return null;
  const type = tree.type(value);
  if (type === "binary_operator") {
    const parts = tree.children(value).map((part) => namesIn({ tree } as PythonWalker, part));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if (type !== "list" && type !== "tuple") return null;
  const names = tree.children(value).map((element) => stringValue(tree, element));
  return names.every((name) => name !== null) ? names : null;
}
