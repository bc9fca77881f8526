import type { NodeKind } from "@stemma/graph-store";
import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath, folderOf, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

const KINDS: Readonly<Record<string, NodeKind>> = {
  struct_declaration: "struct",
  union_declaration: "struct",
  opaque_declaration: "struct",
  enum_declaration: "enum",
};

/** `const T = struct { … };`: types have no names but those of constants. */
function readConstant(tree: SyntaxTree, node: SyntaxNode): FoundDefinition | null {
  const value = tree.childOfType(node, ...Object.keys(KINDS));
  const kind = KINDS[tree.type(value)];
  if (value === NO_NODE || kind === undefined) return null;
  return { kind, name: tree.textOf(tree.childOfType(node, "identifier")), body: value };
}

function readImport(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  if (tree.textOf(tree.firstChild(node)) !== "@import") return [];
  const path = stringIn(tree, tree.lastChild(node));
  return path === null ? [] : [{ specifier: path, names: [] }];
}

/** Zig: functions, and the containers that constants name. */
export const zig: DefinitionsForm = {
  name: "zig",
  extensions: [".zig"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-zig.wasm",
  elidedBody: "{ … }",
  definitions: {
    variable_declaration: readConstant,
    function_declaration: { kind: "function", name: ["identifier"], body: ["block"] },
  },
  comments: { lines: ["//"], directive: /^\s*zig fmt:/ },
  imports: { builtin_function: readImport },
  createResolver: byPath((fromPath, specifier) => withEndings(folderOf(fromPath), specifier, [""])),
};
