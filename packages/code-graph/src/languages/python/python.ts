import type { Language } from "../language.js";
import { noSemantics } from "../shared/no-semantics.js";
import { BUILTIN_NAMES, CONTAINER_METHODS, ROOT_MEMBERS, TYPE_WRAPPERS } from "./python-library.js";
import { PythonModules } from "./python-modules.js";
import { readPythonFacts } from "./python-walk.js";

/** Python 3. */
export const python: Language = {
  name: "python",
  family: "python",
  elidedBody: "...",
  extensions: [".py", ".pyi"],
  grammar: {
    wasm: "@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm",
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
    names: {
      classScopeIsLexical: true,
      declaresFromHereOn: false,
      isBuiltin: (name) => BUILTIN_NAMES.has(name),
      isPublic: () => true,
      isHandedOn: (name) => !name.startsWith("_"),
      wildcardClash: "last",
      wholeModule: null,
      seesIncluded: false,
    },
    types: { wrappers: TYPE_WRAPPERS, selfName: "Self", haveOwnNames: false, dispatch: "derived" },
    members: {
      ...noSemantics.members,
      constructorName: "__init__",
      callsConstruct: true,
      callOperator: "__call__",
      ofFunctions: new Map([["__call__", "itself"]]),
      iteration: [
        { iterate: "__iter__", next: "__next__" },
        { iterate: "__aiter__", next: "__anext__" },
      ],
      place: "__getitem__",
      entering: ["__enter__", "__aenter__"],
      maker: "__new__",
      afterConstruction: "__post_init__",
      accessors: { descriptor: { get: "__get__", set: "__set__", delete: "__delete__" } },
      basesStandInLine: true,
      attributesOverride: true,
      root: ROOT_MEMBERS,
    },
    library: { containerMethods: CONTAINER_METHODS },
  },
};
