import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { pushConstruction } from "./java-calls.js";
import { readClassInPlace } from "./java-classes.js";
import type { JavaPlace, JavaReader } from "./java-context.js";
import { createdType } from "./java-expression.js";

/** `new T(…)`, `new T(…) { … }`, `outer.new T(…)`. */
export function readCreation(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const list = tree.childOfType(node, "argument_list");
  const body = tree.childOfType(node, "class_body");
  for (const part of tree.children(node)) {
    if (part === list) break;
    reader.visit(part, place);
  }
  const type = createdType(reader, node, place.scope);
  const text = tree.text.slice(tree.start(node), tree.start(list));
  let own: number | null = null;
  if (body !== NO_NODE) {
    const name = `$${type === null ? "" : lastName(type)}`;
    own = readClassInPlace(reader, node, body, { name, base: type }, place);
  }
  const made: Expression | null = own === null ? type : ["definition", own];
  pushConstruction(reader, made, made, list, node, text, place);
}

/** `ONE(1) { … }` makes an object of the enum, or of a class derived from it. */
export function readConstant(reader: JavaReader, node: SyntaxNode, place: JavaPlace): void {
  const { tree } = reader;
  const of: Expression = ["own", place.owner];
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  const body = tree.childOfType(node, "class_body");
  if (body !== NO_NODE) readClassInPlace(reader, node, body, { name, base: of }, place);
  const list = tree.childOfType(node, "argument_list");
  reader.visitChildren(list, place);
  pushConstruction(reader, of, null, list, node, name, place);
}

function lastName(type: Expression): string {
  if (type[0] === "lexical") return lastName(type[1][0] ?? ["literal"]);
  if (type[0] === "name") return type[1];
  return type[0] === "member" ? type[2] : "";
}
