import type { NodeKind } from "@stemma/graph-store";
import type { ImportFact } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { DefinitionsForm, FoundDefinition, FoundDocumentation } from "./definitions-form.js";
import { byPath, foldersAround, withEndings } from "./module-paths.js";

const TYPES: Readonly<Record<string, NodeKind>> = {
  defmodule: "namespace",
  defprotocol: "interface",
  defimpl: "class",
};
const FUNCTIONS = new Set(["def", "defp", "defmacro", "defmacrop", "defguard", "defguardp", "defdelegate"]);

/** Everything is a call: `defmodule A.B do … end`, `def f(x) when … do … end`. */
function readDefinition(tree: SyntaxTree, node: SyntaxNode): FoundDefinition | null {
  const word = tree.textOf(tree.childOfType(node, "identifier"));
  const args = tree.childOfType(node, "arguments");
  const body = tree.childOfType(node, "do_block");
  const kind = TYPES[word];
  if (kind !== undefined) {
    const of = /\bfor:\s*([\w.]+)/.exec(tree.textOf(args))?.[1];
    const path = tree.textOf(tree.childOfType(args, "alias"));
    const name = of === undefined ? path : `${path}.${of}`;
    return { kind, name, localName: name, body };
  }
  if (!FUNCTIONS.has(word) || args === NO_NODE) return null;
  const short = tree.childOfType(args, "keywords");
  const name = /^(?:unquote\b.*|([a-z_]\w*[?!]?))/.exec(tree.textOf(args))?.[1] ?? "";
  return { kind: "function", name, body: body === NO_NODE ? short : body };
}

/** `alias A.B`, `alias A.{B, C}`, `import A.B`, `use A.B`, `require A.B`. */
function readAlias(tree: SyntaxTree, node: SyntaxNode): ImportFact[] {
  const word = tree.textOf(tree.childOfType(node, "identifier"));
  if (!/^(?:alias|import|use|require)$/.test(word)) return [];
  const text = tree.textOf(tree.childOfType(node, "arguments"));
  const [, prefix = "", group] = /^([\w.]+?)(?:\.\{([^}]*)\})?(?=[\s,]|$)/.exec(text) ?? [];
  if (!/^[A-Z]/.test(prefix)) return [];
  const names = group === undefined ? [prefix] : group.split(",").map((part) => `${prefix}.${part.trim()}`);
  return names.map((specifier) => ({ specifier, names: [] }));
}

/** `@doc """…"""`, `@moduledoc "…"`. */
function readAttribute(tree: SyntaxTree, node: SyntaxNode): FoundDocumentation | null {
  const match = /^@(doc|moduledoc)\s+(?:~[sS])?("""|")([\s\S]*?)\2\s*$/.exec(tree.textOf(node));
  if (match === null) return null;
  const text = (match[3] ?? "").replace(/^[ \t]+/gm, "").trim();
  return { of: match[1] === "doc" ? "next" : "around", text };
}

/** `MyApp.UserName` as Mix lays it: `my_app/user_name`. */
function pathOfModule(name: string): string {
  return name
    .split(".")
    .map((part) => part.replace(/([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])/g, "$1$3_$2$4").toLowerCase())
    .join("/");
}

/** Elixir: a module's file is found by its name, as Mix lays it. */
export const elixir: DefinitionsForm = {
  name: "elixir",
  extensions: [".ex", ".exs"],
  wasm: "@cursorless/tree-sitter-wasms/out/tree-sitter-elixir.wasm",
  elidedBody: "do … end",
  definitions: { call: readDefinition },
  joinsClauses: true,
  documentation: { unary_operator: readAttribute },
  comments: { lines: ["#"], between: /^@(?:spec|impl|since|deprecated)\b/, directive: /^\s*credo:/ },
  imports: { call: readAlias },
  createResolver: byPath((fromPath, specifier) =>
    foldersAround(fromPath, ["lib", "test/support"]).flatMap((folder) =>
      withEndings(folder, pathOfModule(specifier), [".ex", ".exs"]),
    ),
  ),
};
