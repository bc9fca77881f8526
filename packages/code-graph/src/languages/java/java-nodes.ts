import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaWalker } from "./java-context.js";

/** Node types that declare a type. */
export const TYPE_DECLARATIONS: ReadonlySet<string> = new Set([
  "class_declaration",
  "interface_declaration",
  "enum_declaration",
  "record_declaration",
  "annotation_type_declaration",
]);

/** Members of a body; those of an enum stand in a part of their own after the constants. */
export function membersOf({ tree }: JavaWalker, body: SyntaxNode): SyntaxNode[] {
  return tree
    .children(body)
    .flatMap((member) => (tree.type(member) === "enum_body_declarations" ? tree.children(member) : [member]));
}
