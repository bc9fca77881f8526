import { NO_NODE } from "../../parse/syntax-tree.js";
import { addConstant } from "../shared/add-constant.js";
import type { RustWalker } from "./rust-context.js";
import { nameOf, rangesOf, readHead } from "./rust-text.js";

/** Adds aliases of types, and constants and statics that others see or that somebody has described. */
export function addConstants({ tree, facts, constants }: RustWalker): void {
  for (const node of constants) {
    const isAlias = tree.type(node) === "type_item";
    const name = nameOf(tree, tree.childOfType(node, isAlias ? "type_identifier" : "identifier"));
    const { docstring } = readHead(tree.text, tree.start(node));
    const isPublic = tree.childOfType(node, "visibility_modifier") !== NO_NODE;
    if (!isAlias && !isPublic && docstring === null) continue;
    addConstant(facts, {
      is: isAlias ? "type" : "constant",
      name,
      ...rangesOf(tree, node, NO_NODE),
      docstring,
    });
  }
}
