import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPackage } from "./module-paths.js";
import { readQualifiedImport } from "./qualified-imports.js";
import { blank, replaceInPlace } from "./same-length.js";

const MEMBERS = ["class_body", "enum_class_body"];

/** Classes, interfaces and enums are nodes of one type. */
function readClass(tree: SyntaxTree, node: SyntaxNode): FoundDefinition {
  const name = tree.childOfType(node, "type_identifier");
  const head = tree.text.slice(tree.start(node), tree.start(name));
  const word = /\b(interface|enum)\b(?=[^"()]*$)/.exec(head)?.[1];
  const kind = word === "interface" || word === "enum" ? word : "class";
  return { kind, name: tree.textOf(name), body: tree.childOfType(node, ...MEMBERS) };
}

function readImport(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const path = tree.textOf(tree.childOfType(node, "identifier")).replace(/[\s`]/g, "");
  const isWhole = tree.childOfType(node, "wildcard_import") !== NO_NODE;
  return [readQualifiedImport(isWhole ? `${path}.*` : path)];
}

/** Kotlin, scripts included: packages are known by their own names, wherever they lie. */
export const kotlin: DefinitionsForm = {
  name: "kotlin",
  extensions: [".kt", ".kts"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-kotlin.wasm",
  repair: (text) =>
    replaceInPlace(text, [
      // The grammar is behind: `fun interface`, and ranges that leave out their end.
      [/\bfun(?=\s+interface\b)/g, blank],
      [/\.\.</g, () => "..+"],
    ]),
  elidedBody: "{ … }",
  definitions: {
    class_declaration: readClass,
    object_declaration: { kind: "class", name: ["type_identifier"], body: MEMBERS },
    companion_object: (tree, node) => ({
      kind: "class",
      name: tree.textOf(tree.childOfType(node, "type_identifier")) || "Companion",
      body: tree.childOfType(node, ...MEMBERS),
    }),
    type_alias: { kind: "type", name: ["type_identifier"] },
    function_declaration: { kind: "function", name: ["simple_identifier"], body: ["function_body"] },
    secondary_constructor: (tree, node) => ({
      kind: "constructor",
      name: "constructor",
      body: tree.childOfType(node, "statements"),
    }),
  },
  attributes: ["annotation"],
  comments: { lines: ["//"], block: ["/*", "*/"], directive: /^\s*(?:ktlint-|noinspection |@formatter)/ },
  imports: { import_header: readImport },
  packages: {
    package_header: (tree, node) =>
      tree.textOf(tree.childOfType(node, "identifier")).replace(/[\s`]/g, "") || null,
  },
  typeNames: ["type_identifier", "simple_identifier"],
  createResolver: byPackage(),
};
