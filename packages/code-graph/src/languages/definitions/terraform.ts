import type { NodeKind } from "@stemma/graph-store";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath, folderOf, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

/** How expressions name a block of a word: `var.x`, `module.x`; a resource has no word before it. */
const PREFIXES: Readonly<Record<string, string>> = {
  resource: "",
  data: "data.",
  module: "module.",
  variable: "var.",
  output: "output.",
  provider: "provider.",
};
const VALUES = new Set(["variable", "output"]);

/** `resource "type" "name" { … }`, by the name that expressions use. */
function readBlock(tree: SyntaxTree, node: SyntaxNode, outer: NodeKind | undefined): FoundDefinition | null {
  const word = tree.textOf(tree.childOfType(node, "identifier"));
  const prefix = PREFIXES[word];
  if (outer !== undefined || prefix === undefined) return null;
  const labels = tree.children(node).filter((child) => tree.type(child) === "string_lit");
  const name = prefix + labels.map((label) => stringIn(tree, label) ?? "").join(".");
  return { kind: VALUES.has(word) ? "property" : "class", name, body: tree.childOfType(node, "body") };
}

/** Terraform: blocks by the names that expressions use for them, and the modules of the tree. */
export const terraform: DefinitionsForm = {
  name: "terraform",
  extensions: [".tf"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-hcl.wasm",
  elidedBody: " … ",
  definitions: { block: readBlock },
  comments: { lines: ["#", "//"], block: ["/*", "*/"], directive: /^\s*(?:tflint-|tfsec:|checkov:)/ },
  imports: {
    attribute: (tree, node) => {
      const source = /^source\s*=\s*"(\.[^"$]*)"/.exec(tree.textOf(node))?.[1];
      return source === undefined ? [] : [{ specifier: source, names: [] }];
    },
  },
  createResolver: byPath((fromPath, specifier) => withEndings(folderOf(fromPath), specifier, ["/main.tf"])),
};
