import type { NodeKind } from "@stemma/graph-store";
import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath, folderOf, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

const CLASS_MAKERS = /^(?:R6Class|(?:R6::)?R6Class|setRefClass|setClass|ggproto|new_class)$/;

/** What is assigned to a name: a function, or what makes a class. */
function readValue(tree: SyntaxTree, name: string, value: SyntaxNode): FoundDefinition | null {
  if (tree.type(value) === "function_definition")
    return { kind: "function", name, body: tree.lastChild(value) };
  if (tree.type(value) !== "call" || !CLASS_MAKERS.test(tree.textOf(tree.firstChild(value)))) return null;
  return { kind: "class", name, body: tree.childOfType(value, "arguments") };
}

/** `f <- function(x) …`, `f = …`, `C <- R6Class(…)`. */
function readAssignment(tree: SyntaxTree, node: SyntaxNode): FoundDefinition | null {
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  const operator = tree.text.slice(tree.end(left), tree.start(right)).trim();
  if (!/^(?:<-|<<-|=)$/.test(operator)) return null;
  return readValue(tree, tree.textOf(left).replace(/^[`"']|[`"']$/g, ""), right);
}

/** `setGeneric("f", function …)`, `setMethod("f", "C", function …)`, `setClass("C", …)`. */
function readSet(tree: SyntaxTree, node: SyntaxNode): FoundDefinition | null {
  const word = tree.textOf(tree.firstChild(node));
  if (!/^set(?:Generic|Method|Class|RefClass|Validity)$/.test(word)) return null;
  const args = tree.childOfType(node, "arguments");
  const name = stringIn(tree, tree.firstChild(args));
  if (name === null) return null;
  return { kind: /Class$/.test(word) ? "class" : "function", name, body: args };
}

/** `list(m = function() …)` in what makes a class. */
function readMember(tree: SyntaxTree, node: SyntaxNode, outer: NodeKind | undefined): FoundDefinition | null {
  const name = tree.childOfType(node, "identifier");
  const isMember = outer === "class" && name === tree.firstChild(node) && name !== NO_NODE;
  return isMember && tree.type(tree.lastChild(node)) === "function_definition"
    ? readValue(tree, tree.textOf(name), tree.lastChild(node))
    : null;
}

function readSource(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  if (tree.textOf(tree.firstChild(node)) !== "source") return [];
  const path = stringIn(tree, tree.childOfType(node, "arguments"));
  return path === null ? [] : [{ specifier: path, names: [] }];
}

/** R: functions by the names they are assigned to, classes of R6 and S4. */
export const r: DefinitionsForm = {
  name: "r",
  extensions: [".r"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-r.wasm",
  elidedBody: "{ … }",
  definitions: { binary_operator: readAssignment, call: readSet, argument: readMember },
  constructors: ["initialize"],
  comments: { lines: ["#"], directive: /^\s*(?:nolint|styler:|nocov)/ },
  imports: { call: readSource },
  createResolver: byPath((fromPath, specifier) => [
    ...withEndings(folderOf(fromPath), specifier, [""]),
    ...withEndings("", specifier, [""]),
  ]),
};
