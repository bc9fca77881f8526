import type { Language } from "../language.js";
import { CONSTRUCTOR } from "./java-methods.js";
import { JavaModules, packageOf } from "./java-modules.js";
import { readJavaFacts } from "./java-walk.js";
import { accepts } from "./library/java-conversions.js";
import { BUILTIN_NAMES, ROOT_MEMBERS, TYPE_WRAPPERS } from "./library/java-library.js";

/** Java, to the language of release 21. */
export const java: Language = {
  name: "java",
  family: "java",
  elidedBody: "{ … }",
  extensions: [".java"],
  grammar: {
    wasm: "tree-sitter-java/tree-sitter-java.wasm",
    ignoredTypes: [
      "line_comment",
      "block_comment",
      "string_fragment",
      "multiline_string_fragment",
      "escape_sequence",
      "expression_statement",
      "throws",
    ],
  },
  manifestNames: [],
  packageOf,
  extractFacts: readJavaFacts,
  createResolver: () => new JavaModules(),
  semantics: {
    constructorName: `${CONSTRUCTOR}/0`,
    callOperator: null,
    classScopeIsLexical: false,
    declaresFromHereOn: true,
    typeWrappers: TYPE_WRAPPERS,
    selfTypeName: null,
    isBuiltin: (name) => BUILTIN_NAMES.has(name),
    rootMembers: ROOT_MEMBERS,
    dispatch: "derived",
    addsOverloads: (memberName) => memberName.includes("/") && !memberName.startsWith(CONSTRUCTOR),
    accepts,
    callsConstruct: true,
    isPublic: () => true,
    itemMember: null,
  },
};
