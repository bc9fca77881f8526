import type { NodeKind } from "@stemma/graph-store";
import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { SourceIndex } from "../language.js";
import type { DefinitionForm, DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath, folderOf, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

const MEMBERS = ["class_body", "enum_body", "extension_body"];

const type = (kind: DefinitionForm["kind"]): DefinitionForm => ({
  kind,
  name: ["identifier"],
  body: MEMBERS,
});

const HEADS: ReadonlySet<NodeKind> = new Set(["function", "method", "constructor", "property"]);

/** A head, and behind it the body as a node of its own; a head within a head is the same one. */
function readFunction(
  tree: SyntaxTree,
  node: SyntaxNode,
  outer: NodeKind | undefined,
): FoundDefinition | null {
  if (outer !== undefined && HEADS.has(outer)) return null;
  const wrapped = /^(?:method_signature|declaration)$/.test(tree.type(node))
    ? tree.children(node).find((child) => tree.type(child).endsWith("_signature"))
    : node;
  if (wrapped === undefined) return null;
  const parts = tree.children(wrapped);
  const end = parts.findIndex((part) => tree.type(part) === "formal_parameter_list");
  const names = (end === -1 ? parts : parts.slice(0, end)).filter((part) => tree.type(part) === "identifier");
  const makes = /constructor_signature$/.test(tree.type(wrapped));
  const name = names.at(-1);
  if (name === undefined) return null;
  const next = tree.nextSibling(node);
  const body = tree.type(next) === "function_body" ? next : NO_NODE;
  const isProperty = /^[gs]etter_signature$/.test(tree.type(wrapped));
  const kind = makes ? "constructor" : isProperty ? "property" : "function";
  return { kind, name: tree.textOf(name), body, last: body };
}

function readUri(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const uri = stringIn(tree, node);
  return uri === null ? [] : [{ specifier: uri, names: [] }];
}

/** `package:name/a.dart` is `lib/a.dart` of the package whose `pubspec.yaml` says `name`. */
function pathsOf(fromPath: string, uri: string, { manifests }: SourceIndex): string[] {
  const [, name, path = ""] = /^package:([^/]+)\/(.*)$/.exec(uri) ?? [];
  if (name === undefined) return /^\w+:/.test(uri) ? [] : withEndings(folderOf(fromPath), uri, [""]);
  return [...manifests]
    .filter(([, content]) => /^name:\s*["']?([\w-]+)/m.exec(content)?.[1] === name)
    .flatMap(([manifest]) => withEndings(folderOf(manifest), `lib/${path}`, [""]));
}

/** Dart: imports, exports and parts by their URIs. */
export const dart: DefinitionsForm = {
  name: "dart",
  extensions: [".dart"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-dart.wasm",
  elidedBody: "{ … }",
  definitions: {
    "class_definition mixin_declaration extension_declaration": type("class"),
    enum_declaration: type("enum"),
    type_alias: { kind: "type", name: ["identifier", "type_identifier"] },
    "method_signature declaration function_signature getter_signature setter_signature": readFunction,
  },
  skipped: ["function_body"],
  attributes: ["annotation"],
  comments: {
    lines: ["//"],
    block: ["/*", "*/"],
    between: /^@\w/,
    directive: /^\s*(?:ignore(?:_for_file)?:|dart format)/,
  },
  imports: { "import_or_export part_directive": readUri },
  manifestNames: ["pubspec.yaml"],
  createResolver: byPath(pathsOf),
};
