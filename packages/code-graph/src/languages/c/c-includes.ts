import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { CWalker } from "./c-context.js";

/** `#include "a.h"`, `#include <a.h>`: the marks stay, they say where to look first. */
export function readInclude(walker: CWalker, node: SyntaxNode): void {
  const { tree, facts } = walker;
  const path = tree.textOf(tree.firstChild(node)).trim();
  if (/^(?:"[^"\n]+"|<[^>\n]+>)$/.test(path) && !facts.imports.some(({ specifier }) => specifier === path))
    facts.imports.push({ specifier: path, names: [] });
}
