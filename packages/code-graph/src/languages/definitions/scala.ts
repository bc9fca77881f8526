import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { bodyBehindEquals } from "./bodies.js";
import type { DefinitionForm, DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPackage } from "./module-paths.js";
import { readQualifiedImport } from "./qualified-imports.js";

const MEMBERS = ["template_body", "enum_body", "with_template_body"];

const type = (kind: DefinitionForm["kind"]): DefinitionForm => ({
  kind,
  name: ["identifier"],
  body: MEMBERS,
});

/** The body is what stands behind `=`, of any type. */
function readFunction(tree: SyntaxTree, node: SyntaxNode): FoundDefinition {
  const name = tree.textOf(tree.childOfType(node, "identifier", "operator_identifier"));
  const behind = bodyBehindEquals(tree, node);
  // `def f() { … }` of Scala 2.
  const body = behind === NO_NODE ? tree.childOfType(node, "block") : behind;
  return { kind: name === "this" ? "constructor" : "function", name, body };
}

/** `import a.b.C`, `import a.b.{C, D => E}`, `import a.b._`, several of them with commas between. */
function readImport(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const text = tree
    .textOf(node)
    .replace(/^import\s+/, "")
    .replace(/\s+/g, " ");
  return text.split(/,(?![^{]*\})/).flatMap((part) => {
    const [, prefix = "", group] = /^([^{]*)\{([^}]*)\}/.exec(part.trim()) ?? [];
    if (group === undefined) return [readQualifiedImport(part.replace(/\s+as\s+.*$/, "").replace(/\s/g, ""))];
    return group
      .split(",")
      .map((each) => each.replace(/\s*(?:=>|\bas\b).*$/, "").trim())
      .filter((each) => each !== "" && !each.startsWith("given"))
      .map((each) => readQualifiedImport(`${prefix.trim()}${each}`));
  });
}

/** Scala 2 and 3: packages are known by their own names, wherever they lie. */
export const scala: DefinitionsForm = {
  name: "scala",
  extensions: [".scala", ".sc", ".sbt"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-scala.wasm",
  elidedBody: "{ … }",
  definitions: {
    "class_definition object_definition package_object": type("class"),
    trait_definition: type("interface"),
    enum_definition: type("enum"),
    type_definition: { kind: "type", name: ["type_identifier"] },
    "function_definition function_declaration": readFunction,
  },
  attributes: ["annotation"],
  comments: { lines: ["//"], block: ["/*", "*/"], directive: /^\s*(?:scalastyle:|scalafmt:|scalafix:)/ },
  imports: { import_declaration: readImport },
  packages: {
    // `package a` and below it `package b` are `a.b`.
    package_clause: (tree) => {
      const names = [...tree.text.matchAll(/^package[ \t]+([\w.]+)[ \t]*[{:]?[ \t]*\r?$/gm)].map(
        ([, name]) => name,
      );
      return names.join(".") || null;
    },
  },
  typeNames: ["type_identifier", "identifier"],
  createResolver: byPackage(),
};
