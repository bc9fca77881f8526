import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { RustContext, RustWalker } from "./rust-context.js";

/** Items that others of the module refer to before they are read. */
const TYPES = new Set([
  "struct_item",
  "enum_item",
  "union_item",
  "trait_item",
  "type_item",
  "mod_item",
  "macro_definition",
]);
/** Reads the items and statements of a module or block: types first, since items may be used before they stand there. */
export function readItems(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  const { tree } = walker;
  const items = tree.children(node);
  for (const item of items) if (TYPES.has(tree.type(item))) walker.visit(item, context);
  for (const item of items) if (!TYPES.has(tree.type(item))) walker.visit(item, context);
}

/** The body of a function: its own names are those of the function's scope. */
export function readBody(walker: RustWalker, body: SyntaxNode, inside: RustContext): void {
  if (body === NO_NODE) return;
  walker.descend(() => {
    readItems(walker, body, inside);
  });
}

/** `{ … }`: a block with names and items of its own. */
export function readBlock(walker: RustWalker, node: SyntaxNode, context: RustContext): void {
  readItems(walker, node, walker.block(context));
}

/** Binds an item where it stands; one that `cfg` may leave out stands beside others of its name. */
export function bindItem(
  { facts }: RustWalker,
  { scope, owner }: RustContext,
  name: string,
  definition: number,
  attributes: readonly string[],
): void {
  const isMaybe = attributes.some((attribute) => /^cfg\s*\((?!\s*test\s*\))/.test(attribute));
  const block = isMaybe ? facts.addScope("block", scope, owner) : scope;
  facts.bind(scope, name, 0, block, ["definition", definition]);
}
