import type { Language } from "../language.js";
import { isCppHeader } from "./c-headers.js";
import { PROGRAM, rulesOf } from "./c-language-rules.js";
import { CModules } from "./c-modules.js";
import { repairBranches, repairMacros, repairStatements } from "./c-repair.js";
import { readCFacts } from "./c-walk.js";

/** Node types that nothing is read from. */
const IGNORED = [
  "comment",
  "string_content",
  "escape_sequence",
  "character",
  "expression_statement",
  "system_lib_string_content",
  "preproc_directive",
];

const REPAIRS = [repairMacros, repairStatements, repairBranches];

/** What C and C++ have in common: files of each include those of the other. */
const SHARED = {
  family: "c",
  elidedBody: "{ … }",
  manifestNames: [],
  packageOf: () => PROGRAM,
  isIncluded: (path) => !/\.c(?:c|pp|xx)?$/i.test(path),
  createResolver: (index) => new CModules(index),
} satisfies Partial<Language>;

/** C++, to the standard of 2020. */
export const cpp: Language = {
  ...SHARED,
  name: "cpp",
  extensions: [".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".inl"],
  grammar: { wasm: "tree-sitter-cpp/tree-sitter-cpp.wasm", ignoredTypes: IGNORED, repairs: REPAIRS },
  extractFacts: (tree) => readCFacts(tree, true),
  semantics: rulesOf(true),
};

/** C, to the standard of 2011 and what compilers add. A `.h` with C++ in it is C++. */
export const c: Language = {
  ...SHARED,
  name: "c",
  extensions: [".c", ".h"],
  grammar: { wasm: "tree-sitter-c/tree-sitter-c.wasm", ignoredTypes: IGNORED, repairs: REPAIRS },
  extractFacts: (tree) => readCFacts(tree, false),
  semantics: rulesOf(false),
  variantOf: (path, text) => (path.toLowerCase().endsWith(".h") && isCppHeader(text) ? cpp : c),
};
