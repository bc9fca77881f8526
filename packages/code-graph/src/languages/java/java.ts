import type { Language } from "../language.js";
import { noSemantics } from "../shared/no-semantics.js";
import { repairEscapes } from "./java-escapes.js";
import { JavaModules, packageOf } from "./java-modules.js";
import { CONSTRUCTOR, FUNCTION_METHOD, memberOf, OVERLOADS } from "./java-overloads.js";
import { readJavaFacts } from "./java-walk.js";
import { BUILTIN_NAMES, CONTAINER_METHODS, ROOT_MEMBERS, TYPE_WRAPPERS } from "./library/java-library.js";

/** Java, to the language of release 21. */
export const java: Language = {
  name: "java",
  family: "java",
  elidedBody: "{ … }",
  extensions: [".java"],
  grammar: {
    wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm",
    ignoredTypes: [
      "line_comment",
      "block_comment",
      "string_fragment",
      "multiline_string_fragment",
      "escape_sequence",
      "expression_statement",
      "throws",
    ],
    repairs: [repairEscapes],
  },
  manifestNames: [],
  packageOf,
  extractFacts: readJavaFacts,
  createResolver: () => new JavaModules(),
  semantics: {
    names: {
      classScopeIsLexical: false,
      declaresFromHereOn: true,
      isBuiltin: (name) => BUILTIN_NAMES.has(name),
      isPublic: () => true,
      isHandedOn: () => true,
      wildcardClash: "last",
      wholeModule: null,
      seesIncluded: false,
    },
    types: { wrappers: TYPE_WRAPPERS, selfName: null, haveOwnNames: false, dispatch: "derived" },
    members: {
      ...noSemantics.members,
      constructorName: memberOf(CONSTRUCTOR, 0),
      callsConstruct: true,
      callOperator: FUNCTION_METHOD,
      iteration: [{ iterate: "iterator/0", next: "next/0" }],
      root: ROOT_MEMBERS,
      overloads: OVERLOADS,
    },
    library: { containerMethods: CONTAINER_METHODS },
  },
};
