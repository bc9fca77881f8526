import type { ImportFact } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm } from "./definitions-form.js";
import { byPath, folderOf, withEndings } from "./module-paths.js";

/** `source ./a.sh`, `. "$(dirname "$0")/a.sh"`: what stands before the path is taken for the file's own folder. */
function readSource(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const text = tree.textOf(node).replace(/["']/g, "");
  const path = /^(?:source|\.)\s+(?:\$\([^\n]*\)\/|\$\{?\w+[^/\s]*\/)?([\w./@+-]+)/.exec(text)?.[1];
  return path === undefined || path.startsWith("/") ? [] : [{ specifier: path, names: [] }];
}

/** Shell scripts: functions, and the scripts that they read. */
export const bash: DefinitionsForm = {
  name: "bash",
  extensions: [".sh", ".bash"],
  wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm",
  elidedBody: "{ … }",
  definitions: {
    function_definition: { kind: "function", name: ["word"], body: ["compound_statement", "subshell"] },
  },
  comments: { lines: ["#"], directive: /^\s*(?:shellcheck |shfmt)/ },
  imports: { command: readSource },
  createResolver: byPath((fromPath, specifier) => [
    ...withEndings(folderOf(fromPath), specifier, [""]),
    ...withEndings("", specifier, [""]),
  ]),
};
