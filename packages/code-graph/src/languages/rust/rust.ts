import type { Language } from "../language.js";
import { noSemantics } from "../shared/no-semantics.js";
import {
  BUILTIN_NAMES,
  CONTAINER_METHODS,
  ELEMENT,
  ROOT_MEMBERS,
  TARGET,
  TYPE_WRAPPERS,
} from "./rust-library.js";
import { RustModules } from "./rust-modules.js";
import { readRustFacts } from "./rust-walk.js";

/** Rust, crates and workspaces by their `Cargo.toml`. */
export const rust: Language = {
  name: "rust",
  family: "rust",
  elidedBody: "{ … }",
  extensions: [".rs"],
  grammar: {
    wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm",
    ignoredTypes: [
      "line_comment",
      "block_comment",
      "doc_comment",
      "outer_doc_comment_marker",
      "inner_doc_comment_marker",
      "string_content",
      "escape_sequence",
      "expression_statement",
    ],
  },
  manifestNames: ["Cargo.toml"],
  packageOf: () => null,
  extractFacts: readRustFacts,
  createResolver: (index) => new RustModules(index),
  resolvesByFile: true,
  semantics: {
    names: {
      classScopeIsLexical: false,
      seesIncluded: false,
      declaresFromHereOn: true,
      // A macro that the tree does not have is a library's.
      isBuiltin: (name) => BUILTIN_NAMES.has(name) || name.endsWith("!"),
      isPublic: () => true,
      isHandedOn: () => true,
      wildcardClash: "none",
      wholeModule: null,
    },
    types: { wrappers: TYPE_WRAPPERS, selfName: null, haveOwnNames: false, dispatch: "derived" },
    members: {
      ...noSemantics.members,
      // No name that a function can have: objects are made without running one.
      constructorName: "",
      callsConstruct: true,
      item: ELEMENT,
      target: TARGET,
      root: ROOT_MEMBERS,
    },
    library: { containerMethods: CONTAINER_METHODS },
  },
};
