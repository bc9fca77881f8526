import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath, foldersAround, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

/** A function by the text that names it: `f`, `M.f`, `M:f`, `["f"]` names none. */
function functionNamed(tree: SyntaxTree, path: string, function_: SyntaxNode): FoundDefinition | null {
  if (!/^[\w.:]+$/.test(path)) return null;
  const parts = path.split(/[.:]/);
  const kind = parts.length > 1 ? "method" : "function";
  const body = tree.childOfType(function_, "block");
  return { kind, name: parts.at(-1) ?? "", localName: parts.join("."), body };
}

/** `f = function() end`, `M.f = function() end`, `{ f = function() end }`. */
function readAssigned(tree: SyntaxTree, node: SyntaxNode): FoundDefinition | null {
  const only = (list: SyntaxNode): SyntaxNode =>
    /_list$/.test(tree.type(list)) && tree.children(list).length === 1 ? tree.firstChild(list) : list;
  const value = only(tree.lastChild(node));
  if (tree.type(value) !== "function_definition") return null;
  return functionNamed(tree, tree.textOf(only(tree.firstChild(node))), value);
}

function readRequire(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  if (tree.textOf(tree.firstChild(node)) !== "require") return [];
  const name = stringIn(tree, tree.childOfType(node, "arguments"));
  return name === null ? [] : [{ specifier: name, names: [] }];
}

/** Lua: functions, also those of tables. */
export const lua: DefinitionsForm = {
  name: "lua",
  extensions: [".lua"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-lua.wasm",
  elidedBody: "…",
  definitions: {
    function_declaration: (tree, node) => {
      const name = tree.childOfType(node, "identifier", "dot_index_expression", "method_index_expression");
      return name === NO_NODE ? null : functionNamed(tree, tree.textOf(name), node);
    },
    "assignment_statement field": readAssigned,
  },
  comments: { lines: ["--"], block: ["--[[", "]]"], directive: /^\s*(?:luacheck:|stylua:|@diagnostic)/ },
  imports: { function_call: readRequire },
  createResolver: byPath((fromPath, specifier) =>
    foldersAround(fromPath, ["lua", "src", "lib"]).flatMap((folder) =>
      withEndings(folder, specifier.replaceAll(".", "/"), [".lua", "/init.lua"]),
    ),
  ),
};
