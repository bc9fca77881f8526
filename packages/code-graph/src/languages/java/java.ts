import type { Language, TypeWrapper } from "../language.js";
import { readJavaFacts } from "./java-facts.js";
import { CONSTRUCTOR } from "./java-methods.js";
import { JavaModules, packageOf } from "./java-modules.js";
import { BUILTIN_NAMES, ROOT_MEMBERS } from "./library/java-builtins.js";
import { accepts } from "./library/java-conversions.js";

const WRAPPERS: readonly (readonly [TypeWrapper, string])[] = [
  [
    { meaning: "container", argument: "first" },
    "Iterable Iterator ListIterator Collection List ArrayList LinkedList Vector Stack Set HashSet LinkedHashSet " +
      "SortedSet NavigableSet TreeSet EnumSet Queue Deque ArrayDeque PriorityQueue BlockingQueue BlockingDeque " +
      "CopyOnWriteArrayList CopyOnWriteArraySet Stream Optional Supplier Provider Callable Future CompletableFuture " +
      "CompletionStage AtomicReference WeakReference SoftReference ThreadLocal ImmutableList ImmutableSet",
  ],
  [
    { meaning: "container", argument: "last" },
    "Map HashMap LinkedHashMap SortedMap NavigableMap TreeMap EnumMap WeakHashMap IdentityHashMap ConcurrentMap " +
      "ConcurrentHashMap ImmutableMap Entry",
  ],
];

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
    typeWrappers: new Map(
      WRAPPERS.flatMap(([wrapper, names]) => names.split(" ").map((name) => [name, wrapper])),
    ),
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
