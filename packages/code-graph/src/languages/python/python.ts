import type { Language, TypeWrapper } from "../language.js";
import { readPythonFacts } from "./python-facts.js";
import { PythonModules } from "./python-modules.js";
import { BUILTIN_NAMES } from "./python-standard-modules.js";

const SAME: TypeWrapper = { meaning: "same", argument: "first" };
const CONTAINER: TypeWrapper = { meaning: "container", argument: "first" };

const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map<string, TypeWrapper>([
  ...[
    "Optional",
    "Final",
    "ClassVar",
    "Annotated",
    "Required",
    "NotRequired",
    "ReadOnly",
    "Awaitable",
    "ContextManager",
    "AsyncContextManager",
  ].map((name): [string, TypeWrapper] => [name, SAME]),
  ["Union", { meaning: "same", argument: "all" }],
  ["Coroutine", { meaning: "same", argument: "last" }],
  ["Type", { meaning: "class", argument: "first" }],
  ["type", { meaning: "class", argument: "first" }],
  ...[
    "list",
    "List",
    "set",
    "Set",
    "frozenset",
    "FrozenSet",
    "deque",
    "Deque",
    "Sequence",
    "MutableSequence",
    "Collection",
    "Iterable",
    "Iterator",
    "AsyncIterable",
    "AsyncIterator",
    "Generator",
    "AsyncGenerator",
    "AbstractSet",
  ].map((name): [string, TypeWrapper] => [name, CONTAINER]),
  ["tuple", { meaning: "container", argument: "all" }],
  ["Tuple", { meaning: "container", argument: "all" }],
  ...["dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict"].map(
    (name): [string, TypeWrapper] => [name, { meaning: "container", argument: "last" }],
  ),
]);

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
