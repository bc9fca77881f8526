import type { Grammar } from "../../parse/source-parser.js";
import type { Language, Semantics } from "../language.js";
import { BUILTIN_NAMES, TYPE_WRAPPERS } from "./ecmascript-library.js";
import { ScriptModules } from "./ecmascript-modules.js";
import { readScriptFacts } from "./ecmascript-walk.js";

const SEMANTICS: Semantics = {
  constructorName: "constructor",
  callOperator: null,
  classScopeIsLexical: false,
  declaresFromHereOn: false,
  typeWrappers: TYPE_WRAPPERS,
  selfTypeName: "this",
  isBuiltin: (name) => BUILTIN_NAMES.has(name),
  rootMembers: new Set(),
  dispatch: "derived",
  addsOverloads: () => false,
  accepts: () => 1,
  callsConstruct: true,
  isPublic: () => true,
  itemMember: null,
};

function entry(name: string, extensions: readonly string[], wasm: string): Language {
  const grammar: Grammar = {
    wasm,
    ignoredTypes: [
      "comment",
      "string_fragment",
      "escape_sequence",
      "regex_pattern",
      "regex_flags",
      "html_comment",
      "jsx_text",
    ],
  };
  return {
    name,
    family: "ecmascript",
    elidedBody: "{ … }",
    extensions,
    grammar,
    manifestNames: ["package.json", "tsconfig*.json", "jsconfig*.json"],
    extractFacts: readScriptFacts,
    packageOf: () => null,
    createResolver: (index) => new ScriptModules(index),
    semantics: SEMANTICS,
  };
}

/** JavaScript with JSX, as modules or CommonJS. */
export const javascript = entry(
  "javascript",
  [".js", ".mjs", ".cjs", ".jsx"],
  "tree-sitter-javascript/tree-sitter-javascript.wasm",
);
/** TypeScript. */
export const typescript = entry(
  "typescript",
  [".ts", ".mts", ".cts"],
  "tree-sitter-typescript/tree-sitter-typescript.wasm",
);
/** TypeScript with JSX: a grammar of its own, since `<T>x` means something else there. */
export const tsx = entry("tsx", [".tsx"], "tree-sitter-typescript/tree-sitter-tsx.wasm");
