import type { ContainerMethods, TypeWrapper } from "../../semantics.js";
import { FUNCTION_TYPES } from "./java-functions.js";

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

/** Types of `java.lang` and the primitive types: known without an import. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  (
    "boolean byte char double float int long short void AbstractMethodError Appendable ArithmeticException " +
    "ArrayIndexOutOfBoundsException ArrayStoreException AssertionError AutoCloseable Boolean BootstrapMethodError Byte " +
    "CharSequence Character Class ClassCastException ClassCircularityError ClassFormatError ClassLoader " +
    "ClassNotFoundException ClassValue CloneNotSupportedException Cloneable Comparable Deprecated Double Enum " +
    "EnumConstantNotPresentException Error Exception ExceptionInInitializerError Float FunctionalInterface " +
    "IllegalAccessError IllegalAccessException IllegalArgumentException IllegalCallerException " +
    "IllegalMonitorStateException IllegalStateException IllegalThreadStateException IncompatibleClassChangeError " +
    "IndexOutOfBoundsException InheritableThreadLocal InstantiationError InstantiationException Integer InternalError " +
    "InterruptedException Iterable LayerInstantiationException LinkageError Long Math MatchException Module ModuleLayer " +
    "NegativeArraySizeException NoClassDefFoundError NoSuchFieldError NoSuchFieldException NoSuchMethodError " +
    "NoSuchMethodException NullPointerException Number NumberFormatException Object OutOfMemoryError Override Package " +
    "Process ProcessBuilder ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime " +
    "RuntimeException RuntimePermission SafeVarargs ScopedValue SecurityException SecurityManager Short " +
    "StackOverflowError StackTraceElement StackWalker StrictMath String StringBuffer StringBuilder " +
    "StringIndexOutOfBoundsException SuppressWarnings System Thread ThreadDeath ThreadGroup ThreadLocal Throwable " +
    "TypeNotPresentException UnknownError UnsatisfiedLinkError UnsupportedClassVersionError " +
    "UnsupportedOperationException VerifyError VirtualMachineError Void WrongThreadException"
  ).split(" "),
);

/** What every object has from `java.lang.Object`, as members are looked up. */
export const ROOT_MEMBERS: ReadonlySet<string> = new Set(
  "clone/0 equals/1 finalize/0 getClass/0 hashCode/0 notify/0 notifyAll/0 toString/0 wait/0 wait/1 wait/2".split(
    " ",
  ),
);

/** What generic types of the library do to their arguments. */
export const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map([
  ...WRAPPERS.flatMap(([wrapper, names]) =>
    names.split(" ").map((name): [string, TypeWrapper] => [name, wrapper]),
  ),
  ...FUNCTION_TYPES,
]);

/** Of collections, iterators, queues, optionals and mappings. */
export const CONTAINER_METHODS: ContainerMethods = {
  element: new Set(
    (
      "get pop find next poll peek element take first last getFirst getLast getOrDefault orElse orElseGet " +
      "orElseThrow getValue"
    ).split(" "),
  ),
  pairs: new Set(["entrySet"]),
  // Numbers are no elements either.
  keys: new Set("keySet keys mapToInt mapToLong mapToDouble".split(" ")),
  mapped: new Set("map mapToObj thenApply thenApplyAsync handle".split(" ")),
  flattened: new Set("flatMap thenCompose thenComposeAsync".split(" ")),
};
