import type { Language } from "../../languages/language.js";
import { noSemantics } from "../../languages/shared/no-semantics.js";
import { BUILTIN_NAMES, CONTAINER_METHODS, RETURNED } from "./lua-library.fixture.js";
import { LuaModules } from "./lua-modules.fixture.js";
import { readLuaFacts } from "./lua-walk.fixture.js";

/**
 * A dozen constructs of Lua, added by `docs/contributing/add-a-language.md` alone. It is no supported language: it shows that
 * the page leads to one, and fails where the page no longer does.
 */
export const lua: Language = {
  name: "lua",
  family: "lua",
  elidedBody: "…",
  extensions: [".lua"],
  grammar: {
    wasm: "@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm",
    ignoredTypes: ["comment", "comment_content", "string_content", "escape_sequence"],
  },
  manifestNames: [],
  packageOf: () => null,
  extractFacts: readLuaFacts,
  createResolver: (index) => new LuaModules(index),
  semantics: {
    names: {
      classScopeIsLexical: false,
      declaresFromHereOn: true,
      isBuiltin: (name) => BUILTIN_NAMES.has(name),
      isPublic: () => true,
      isHandedOn: () => true,
      wildcardClash: "none",
      wholeModule: RETURNED,
      seesIncluded: false,
    },
    types: { wrappers: new Map(), selfName: null, haveOwnNames: false, dispatch: "derived" },
    members: {
      ...noSemantics.members,
      // Objects are made by `setmetatable`, which runs nothing.
      constructorName: "",
    },
    library: { containerMethods: CONTAINER_METHODS },
  },
};
