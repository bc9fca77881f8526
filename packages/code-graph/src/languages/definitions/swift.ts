import type { NodeKind } from "@stemma/graph-store";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition } from "./definitions-form.js";
import { byPath } from "./module-paths.js";
import { blank, replaceInPlace } from "./same-length.js";

const MEMBERS = ["class_body", "enum_class_body", "protocol_body"];
const KINDS: Readonly<Record<string, NodeKind>> = { struct: "struct", enum: "enum" };

/** Classes, structures, enumerations, actors and extensions are nodes of one type. */
function readType(tree: SyntaxTree, node: SyntaxNode): FoundDefinition {
  const name = tree.childOfType(node, "type_identifier", "user_type");
  const head = tree.text.slice(tree.start(node), tree.start(name)).trimEnd();
  const word = /\w+$/.exec(head)?.[0] ?? "";
  return {
    kind: KINDS[word] ?? "class",
    name: tree.textOf(name).replace(/\s*<.*$/s, ""),
    body: tree.childOfType(node, ...MEMBERS),
  };
}

/** `func f`, `func +`, `init`. */
function readFunction(tree: SyntaxTree, node: SyntaxNode): FoundDefinition {
  const body = tree.childOfType(node, "function_body");
  const named = tree.textOf(tree.childOfType(node, "simple_identifier"));
  const word = /\b(init)\b[?!]?\s*[(<]|\bfunc\s+(\S+?)\s*[(<]/.exec(tree.textOf(node).slice(0, 1_000));
  const name = named || (word?.[1] ?? word?.[2] ?? "");
  return { kind: "function", name, body };
}

/** Swift: what is in a module is known in all of its files, so that no file imports another. */
export const swift: DefinitionsForm = {
  name: "swift",
  extensions: [".swift"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-swift.wasm",
  repair: (text) =>
    replaceInPlace(text, [
      // The grammar is behind: `~Copyable`, parameter packs, ownership, names with spaces.
      [/~(?=[A-Z])/g, blank],
      [/\b(?:each|repeat|borrowing|consuming|sending)(?=[ \t]+[@(A-Z])/g, blank],
      [/(?<=\bfunc )`[^`\n]*`/g, (name) => name.replace(/\W/g, "_")],
    ]),
  elidedBody: "{ … }",
  definitions: {
    class_declaration: readType,
    protocol_declaration: { kind: "interface", name: ["type_identifier"], body: MEMBERS },
    typealias_declaration: { kind: "type", name: ["type_identifier"] },
    "function_declaration protocol_function_declaration": readFunction,
  },
  attributes: ["attribute"],
  constructors: ["init"],
  comments: { lines: ["//"], block: ["/*", "*/"], directive: /^\s*(?:swiftlint:|swift-format-|MARK:)/ },
  imports: {
    import_declaration: (tree, node) => [
      { specifier: tree.textOf(tree.childOfType(node, "identifier")), names: [] },
    ],
  },
  createResolver: byPath(() => []),
};
