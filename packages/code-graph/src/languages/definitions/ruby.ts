import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { bodyBehindEquals } from "./bodies.js";
import type { DefinitionReader, DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath, folderOf, foldersAround, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

const NAMES = new Set(["identifier", "constant", "setter", "operator"]);
const ENDINGS = ["", ".rb"];

/** `class A::B`: its own name is the last part. */
const constant =
  (kind: "class" | "namespace"): DefinitionReader =>
  (tree, node) => {
    const path = tree.textOf(tree.childOfType(node, "constant", "scope_resolution"));
    const parts = path.split("::").filter((part) => part !== "");
    const body = tree.childOfType(node, "body_statement");
    return { kind, name: parts.at(-1) ?? "", localName: parts.join("."), body };
  };

/** `def m(x) … end`, `def m(x) = …`, `def self.m`, `def m=(x)`. */
function readMethod(tree: SyntaxTree, node: SyntaxNode): FoundDefinition {
  const parts = tree.children(node);
  const end = parts.findIndex((part) => /^(?:method_parameters|body_statement)$/.test(tree.type(part)));
  const names = (end === -1 ? parts : parts.slice(0, end)).filter((part) => NAMES.has(tree.type(part)));
  const name = tree.type(node) === "method" ? names[0] : names.at(-1);
  const block = tree.childOfType(node, "body_statement");
  const isShort = block === NO_NODE && tree.type(tree.lastChild(node)) !== "method_parameters";
  const body = isShort ? bodyBehindEquals(tree, node) : block;
  return { kind: "function", name: tree.textOf(name ?? NO_NODE), body };
}

/** `require "a"`, `require_relative "a"`, `load "a.rb"`, `autoload :A, "a"`; the specifier of a relative one begins with `./`. */
function readRequire(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const method = tree.textOf(tree.childOfType(node, "identifier"));
  if (!/^(?:require|require_relative|load|autoload)$/.test(method)) return [];
  const path = stringIn(tree, tree.childOfType(node, "argument_list"));
  if (path === null) return [];
  return [{ specifier: method === "require_relative" ? `./${path}` : path, names: [] }];
}

/** Ruby: classes and modules, also opened several times; methods, also of objects (`def self.m`). */
export const ruby: DefinitionsForm = {
  name: "ruby",
  extensions: [".rb", ".rake", ".gemspec", ".ru"],
  wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm",
  elidedBody: "…",
  definitions: {
    class: constant("class"),
    module: constant("namespace"),
    "method singleton_method": readMethod,
  },
  constructors: ["initialize"],
  comments: {
    lines: ["#"],
    block: ["=begin", "=end"],
    directive: /^\s*(?:rubocop:|frozen_string_literal:|encoding:|-\*-|typed:|:nodoc:|:nocov:)/,
  },
  imports: { call: readRequire },
  createResolver: byPath((fromPath, specifier) =>
    specifier.startsWith("./")
      ? withEndings(folderOf(fromPath), specifier, ENDINGS)
      : foldersAround(fromPath, ["lib"]).flatMap((folder) => withEndings(folder, specifier, ENDINGS)),
  ),
};
