import { WILDCARD } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "./python-bindings.js";
import type { PythonContext, PythonWalker } from "./python-context.js";

/** `import a.b`, `import a.b as c`. */
export function readImport(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree, facts } = walker;
  for (const child of tree.children(node)) {
    const isAliased = tree.type(child) === "aliased_import";
    const specifier = compact(tree.textOf(isAliased ? tree.firstChild(child) : child));
    if (specifier === "" || (!isAliased && tree.type(child) !== "dotted_name")) continue;
    facts.imports.push({ specifier, names: [] });
    if (isAliased)
      bindName(walker, context, tree.textOf(tree.lastChild(child)), tree.end(node), [
        "import",
        specifier,
        null,
      ]);
    else {
      const top = specifier.split(".")[0] ?? specifier;
      bindName(walker, context, top, tree.end(node), ["import", top, null]);
    }
  }
}

/** `from m import a, b as c`, `from . import d`, `from m import *`. */
export function readImportFrom(walker: PythonWalker, node: SyntaxNode, context: PythonContext): void {
  const { tree, facts } = walker;
  const [moduleNode = NO_NODE, ...imported] = tree.children(node);
  const specifier = compact(tree.textOf(moduleNode));
  if (specifier === "") return;
  const names: string[] = [];
  for (const child of imported) {
    if (tree.type(child) === "wildcard_import") {
      facts.wildcards.push(specifier);
      bindName(walker, context, WILDCARD, tree.end(node), ["value", ["module", specifier]]);
      continue;
    }
    const isAliased = tree.type(child) === "aliased_import";
    const name = compact(tree.textOf(isAliased ? tree.firstChild(child) : child));
    if (name === "") continue;
    names.push(name);
    const local = isAliased ? tree.textOf(tree.lastChild(child)) : name;
    bindName(walker, context, local, tree.end(node), ["import", specifier, name]);
  }
  facts.imports.push({ specifier, names });
}

function compact(text: string): string {
  return text.replace(/[\s\\]+/g, "");
}
