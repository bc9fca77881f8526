import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext } from "../shared/file-walker.js";
import { pushConstruction } from "./java-calls.js";
import type { JavaWalker } from "./java-context.js";
import { readClassInPlace } from "./java-definitions.js";
import { identifierText } from "./java-escapes.js";
import { createdType } from "./java-expressions.js";

/** `new T(…)`, `new T(…) { … }`, `outer.new T(…)`. */
export function readCreation(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const list = tree.childOfType(node, "argument_list");
  const body = tree.childOfType(node, "class_body");
  for (const part of tree.children(node)) {
    if (part === list) break;
    walker.visit(part, context);
  }
  const type = createdType(walker, node, context.scope);
  const text = tree.text.slice(tree.start(node), tree.start(list));
  let own: number | null = null;
  if (body !== NO_NODE) {
    const name = `$${type === null ? "" : lastName(type)}`;
    own = readClassInPlace(walker, node, body, { name, base: type }, context);
  }
  const made: Expression | null = own === null ? type : ["definition", own];
  pushConstruction(walker, made, made, list, node, text, context);
}

/** `ONE(1) { … }` makes an object of the enum, or of a class derived from it. */
export function readConstant(walker: JavaWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  const of: Expression = ["own", context.owner];
  const name = identifierText(tree, tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, "class_body");
  if (body !== NO_NODE) readClassInPlace(walker, node, body, { name, base: of }, context);
  const list = tree.childOfType(node, "argument_list");
  pushConstruction(walker, of, null, list, node, name, context);
}

function lastName(type: Expression): string {
  if (type[0] === "firstKnown") return lastName(type[1][0] ?? ["literal"]);
  if (type[0] === "name") return type[1];
  return type[0] === "member" ? type[2] : "";
}
