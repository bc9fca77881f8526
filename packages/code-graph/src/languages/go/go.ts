import type { Language } from "../language.js";
import { noSemantics } from "../shared/no-semantics.js";
import { BUILTIN_NAMES, CONTAINER_METHODS, TYPE_WRAPPERS } from "./go-library.js";
import { GoModules, packageOf } from "./go-modules.js";
import { CALL, ELEMENT } from "./go-type-declarations.js";
import { readGoFacts } from "./go-walk.js";

/** Go, modules or not. */
export const go: Language = {
  name: "go",
  family: "go",
  elidedBody: "{ … }",
  extensions: [".go"],
  grammar: {
    wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm",
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
    names: {
      classScopeIsLexical: false,
      declaresFromHereOn: true,
      isBuiltin: (name) => BUILTIN_NAMES.has(name),
      isPublic: (name) => /^\p{Lu}/u.test(name),
      isHandedOn: () => true,
      wildcardClash: "last",
      wholeModule: null,
      seesIncluded: false,
    },
    types: {
      wrappers: TYPE_WRAPPERS,
      selfName: null,
      haveOwnNames: false,
      tellFunctions: true,
      dispatch: "structural",
    },
    members: {
      ...noSemantics.members,
      // No name that a function can have: types are made without running one.
      constructorName: "",
      callOperator: CALL,
      item: ELEMENT,
      areEmbedded: true,
      havePlaces: true,
    },
    library: { containerMethods: CONTAINER_METHODS },
  },
};
