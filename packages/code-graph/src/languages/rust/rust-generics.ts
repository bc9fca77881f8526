import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { RustContext, RustWalker } from "./rust-context.js";
import { toBounds } from "./rust-types.js";

/** Binds the type parameters of an item in `scope`, each to its bounds, those after `where`, too; gives their names. */
export function bindTypeParameters(
  walker: RustWalker,
  item: SyntaxNode,
  scope: number,
  context: RustContext,
): string[] {
  const { tree, facts } = walker;
  const bounds = new Map<string, SyntaxNode[]>();
  const note = (node: SyntaxNode): void => {
    const name = tree.textOf(tree.firstChild(node));
    const found = tree.childOfType(node, "trait_bounds");
    const known = bounds.get(name);
    if (known !== undefined) known.push(...(found === NO_NODE ? [] : tree.children(found)));
    else if (tree.type(node) === "type_parameter")
      bounds.set(name, found === NO_NODE ? [] : tree.children(found));
  };
  for (const node of childrenOf(walker, item, "type_parameters"))
    if (tree.type(node) === "type_parameter") note(node);
  for (const node of childrenOf(walker, item, "where_clause")) note(node);
  for (const [name, parts] of bounds) {
    const bound: Expression | null = toBounds(walker, parts, context);
    facts.bind(scope, name, 0, scope, ["value", ["variable", name, bound]]);
  }
  return [...bounds.keys()];
}

function childrenOf({ tree }: RustWalker, node: SyntaxNode, type: string): SyntaxNode[] {
  const list = tree.childOfType(node, type);
  return list === NO_NODE ? [] : tree.children(list);
}
