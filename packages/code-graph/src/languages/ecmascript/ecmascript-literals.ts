import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { stringValue } from "./ecmascript-types.js";

/** Longer texts than this are no names that a signature would ask for. */
const MAX_LITERAL = 24;

/** What kind of text or number a literal is, short texts as written. */
export function literalType(tree: SyntaxTree, node: SyntaxNode): string | null {
  switch (tree.type(node)) {
    case "string": {
      const text = stringValue(tree, node);
      return text !== null && text.length <= MAX_LITERAL ? JSON.stringify(text) : "string";
    }
    case "template_string":
      return "string";
    case "number":
      return "number";
    case "true":
    case "false":
      return "boolean";
    default:
      return null;
  }
}
