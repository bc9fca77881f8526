import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindItem, readItems } from "./rust-blocks.js";
import { type RustContext, type RustModule, type RustWalker, typeKey } from "./rust-context.js";
import { PATH, SELF } from "./rust-modules.js";
import { moduleKey } from "./rust-paths.js";
import { nameOf, rangesOf, readHead, readInnerDocs } from "./rust-text.js";

/** `mod m;` is a file, `mod m { … }` a module of its own in this one. */
export function readModule(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree, facts } = walker;
  const name = nameOf(tree, tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, "declaration_list");
  const { attributes, docstring } = readHead(tree.text, tree.start(node));
  if (body === NO_NODE) {
    const path = attributes
      .map((attribute) => /^path\s*=\s*"([^"]+)"/.exec(attribute)?.[1])
      .find((each) => each !== undefined);
    const specifier = path === undefined ? `${SELF}::${name}` : `${PATH}${path}`;
    facts.imports.push({ specifier, names: [] });
    for (const key of [name, moduleKey(name)])
      facts.bind(context.scope, key, 0, context.scope, ["import", specifier, null]);
    return;
  }
  // What is around a module is no name of it, unless it takes it all.
  const seesAround = /\buse\s+super::(?:\*|\{[^{}]*\*)/.test(tree.textOf(body));
  const scope = facts.addScope("block", seesAround ? context.scope : -1, facts.definitions.length);
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, body),
    kind: "class",
    is: "namespace",
    name,
    docstring: docstring ?? readInnerDocs(tree.text, tree.start(body) + 1),
    parent: context.owner,
    scope,
    bases: [],
    returns: [],
    traits: ["namespace"],
  });
  for (const key of [name, moduleKey(name)]) bindItem(walker, context, key, definition, attributes);
  walker.types.set(typeKey(context.module, name), definition);
  const module: RustModule = { definition, scope, parent: context.module };
  walker.descend(() => {
    readItems(walker, body, { owner: definition, scope, module, self: null });
  });
}
