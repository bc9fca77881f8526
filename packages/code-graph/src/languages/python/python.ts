import type { Language } from "../language.js";
import { BUILTIN_NAMES, TYPE_WRAPPERS } from "./python-library.js";
import { PythonModules } from "./python-modules.js";
import { readPythonFacts } from "./python-walk.js";

/** Python 3. */
export const python: Language = {
  name: "python",
  family: "python",
  elidedBody: "...",
  extensions: [".py", ".pyi"],
  grammar: {
    wasm: "tree-sitter-python/tree-sitter-python.wasm",
    ignoredTypes: [
      "comment",
      "string_start",
      "string_content",
      "string_end",
      "escape_sequence",
      "escape_interpolation",
      "line_continuation",
      "type_conversion",
    ],
  },
  manifestNames: [],
  extractFacts: readPythonFacts,
  packageOf: () => null,
  createResolver: (index) => new PythonModules(index),
  semantics: {
    constructorName: "__init__",
    callOperator: "__call__",
    classScopeIsLexical: true,
    declaresFromHereOn: false,
    typeWrappers: TYPE_WRAPPERS,
    selfTypeName: "Self",
    isBuiltin: (name) => BUILTIN_NAMES.has(name),
    rootMembers: new Set(),
    dispatch: "derived",
    addsOverloads: () => false,
    accepts: () => 1,
    callsConstruct: true,
    isPublic: () => true,
    itemMember: null,
  },
};
