import type { Grammar } from "../../parse/source-parser.js";
import type { Language } from "../language.js";
import type { Semantics } from "../semantics.js";
import { noSemantics } from "../shared/no-semantics.js";
import {
  BUILTIN_NAMES,
  CONTAINER_METHODS,
  staticMember,
  TYPE_WRAPPERS,
  WHOLE_MODULE,
} from "./ecmascript-library.js";
import { ScriptModules } from "./ecmascript-modules.js";
import { repairSignatures } from "./ecmascript-repair.js";
import { CALLED, INDEXED } from "./ecmascript-types.js";
import { readScriptFacts } from "./ecmascript-walk.js";

const SEMANTICS: Semantics = {
  names: {
    classScopeIsLexical: false,
    declaresFromHereOn: false,
    isBuiltin: (name) => BUILTIN_NAMES.has(name),
    isPublic: () => true,
    isHandedOn: (name) => name !== "default",
    wildcardClash: "none",
    wholeModule: WHOLE_MODULE,
    seesIncluded: false,
  },
  types: { wrappers: TYPE_WRAPPERS, selfName: "this", haveOwnNames: true, dispatch: "derived" },
  members: {
    ...noSemantics.members,
    constructorName: "constructor",
    callsConstruct: true,
    callOperator: CALLED,
    memberOfClass: staticMember,
    prototype: "prototype",
    ofFunctions: new Map([
      ["call", "itself"],
      ["apply", "itself"],
      ["bind", "gives itself"],
    ]),
    item: INDEXED,
    readsItems: true,
    iteration: [
      { iterate: "[Symbol.iterator]", next: "next", value: "value" },
      { iterate: "[Symbol.asyncIterator]", next: "next", value: "value" },
    ],
    ofPromises: new Map([
      ["then", "foreign"],
      ["catch", "gives itself"],
      ["finally", "gives itself"],
    ]),
    accessors: { descriptor: null },
    makesOfPassed: true,
  },
  library: { containerMethods: CONTAINER_METHODS },
};

function entry(
  name: string,
  extensions: readonly string[],
  wasm: string,
  repairs?: Grammar["repairs"],
): Language {
  const grammar: Grammar = {
    wasm,
    repairs,
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
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm",
);
/** TypeScript. */
export const typescript = entry(
  "typescript",
  [".ts", ".mts", ".cts"],
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm",
  [repairSignatures],
);
/** TypeScript with JSX: a grammar of its own, since `<T>x` means something else there. */
export const tsx = entry("tsx", [".tsx"], "@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm");
