import type { ImportFact } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm } from "./definitions-form.js";
import { byPackage, folderOf, withEndings } from "./module-paths.js";
import { stringIn } from "./strings.js";

const MEMBERS = ["declaration_list", "enum_declaration_list"];

/** `use A\B;`, `use function A\f;`, `use A\{B, C as D};`: the namespace and the name in it. */
function readUse(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const text = tree
    .textOf(node)
    .replace(/^use\s+(?:(?:function|const)\s+)?|[;\s]*$/g, "")
    .replace(/\s+as\s+\w+/g, "");
  const group = /^([^{]*)\{([^}]*)\}/.exec(text);
  const paths =
    group === null ? text.split(",") : (group[2] ?? "").split(",").map((part) => `${group[1]}${part.trim()}`);
  return paths.flatMap((path) => {
    const parts = path
      .replace(/\b(?:function|const)\s+/, "")
      .trim()
      .split("\\")
      .filter((part) => part !== "");
    const name = parts.pop();
    return name === undefined ? [] : [{ specifier: parts.join("\\"), names: [name] }];
  });
}

/** `require "a.php"`, `include __DIR__ . "/a.php"`. */
function readInclude(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const path = stringIn(tree, node);
  return path === null ? [] : [{ specifier: `./${path.replace(/^[./]*\/(?=[^.])/, "")}`, names: [] }];
}

/** PHP with HTML around it; namespaces are known by their own names, wherever they lie. */
export const php: DefinitionsForm = {
  name: "php",
  extensions: [".php", ".phtml"],
  wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm",
  elidedBody: "{ … }",
  definitions: {
    class_declaration: { kind: "class", name: ["name"], body: MEMBERS },
    trait_declaration: { kind: "class", name: ["name"], body: MEMBERS },
    interface_declaration: { kind: "interface", name: ["name"], body: MEMBERS },
    enum_declaration: { kind: "enum", name: ["name"], body: MEMBERS },
    "function_definition method_declaration": {
      kind: "function",
      name: ["name"],
      before: ["formal_parameters"],
      body: ["compound_statement"],
    },
  },
  attributes: ["attribute_list"],
  constructors: ["__construct"],
  comments: {
    lines: ["//", "# "],
    block: ["/*", "*/"],
    directive: /^\s*(?:phpcs:|@phpstan-ignore|@codeCoverage)/,
  },
  imports: {
    namespace_use_declaration: readUse,
    "include_expression include_once_expression require_expression require_once_expression": readInclude,
  },
  packages: {
    namespace_definition: (tree, node) => tree.textOf(tree.childOfType(node, "namespace_name")) || null,
  },
  createResolver: byPackage((fromPath, specifier) =>
    specifier.startsWith("./")
      ? [...withEndings(folderOf(fromPath), specifier, [""]), ...withEndings("", specifier, [""])]
      : [],
  ),
};
