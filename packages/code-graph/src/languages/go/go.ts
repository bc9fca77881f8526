import type { Language, TypeWrapper } from "../language.js";
import { readGoFacts } from "./go-facts.js";
import { GoModules, packageOf } from "./go-modules.js";
import { ELEMENT } from "./go-type-declarations.js";

/** Predeclared names, from the language's specification. */
const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  (
    "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string " +
    "uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag " +
    "len make max min new panic print println real recover"
  ).split(" "),
);

const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map<string, TypeWrapper>([
  ["map", { meaning: "container", argument: "last" }],
]);

/** Go, modules or not. */
export const go: Language = {
  name: "go",
  family: "go",
  elidedBody: "{ … }",
  extensions: [".go"],
  grammar: {
    wasm: "tree-sitter-go/tree-sitter-go.wasm",
    ignoredTypes: [
      "comment",
      "interpreted_string_literal_content",
      "raw_string_literal_content",
      "escape_sequence",
      "expression_statement",
      "label_name",
    ],
  },
  manifestNames: ["go.mod"],
  packageOf,
  extractFacts: readGoFacts,
  createResolver: (index) => new GoModules(index),
  semantics: {
    // No name that a function can have: types are made without running one.
    constructorName: "",
    callOperator: null,
    classScopeIsLexical: false,
    declaresFromHereOn: true,
    typeWrappers: TYPE_WRAPPERS,
    selfTypeName: null,
    isBuiltin: (name) => BUILTIN_NAMES.has(name),
    rootMembers: new Set(),
    dispatch: "structural",
    addsOverloads: () => false,
    accepts: () => 1,
    callsConstruct: false,
    isPublic: (name) => /^\p{Lu}/u.test(name),
    itemMember: ELEMENT,
  },
};
