/** Types that a value of a primitive type widens to, the nearest first. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  byte: ["short", "int", "long", "float", "double"],
  short: ["int", "long", "float", "double"],
  char: ["int", "long", "float", "double"],
  int: ["long", "float", "double"],
  long: ["float", "double"],
  float: ["double"],
  double: [],
  boolean: [],
};
const BOXED: Readonly<Record<string, string>> = {
  byte: "Byte",
  short: "Short",
  char: "Character",
  int: "Integer",
  long: "Long",
  float: "Float",
  double: "Double",
  boolean: "Boolean",
};
/** Primitive types by the classes that hold one of their values. */
export const UNBOXED: ReadonlyMap<string, string> = new Map(
  Object.entries(BOXED).map(([primitive, boxed]) => [boxed, primitive]),
);
/** Above every class. */
const ROOT = "Object";
/** All bases of the library's final classes, the nearest first. */
const NUMBER_BASES = ["Number", "Comparable", "Serializable", ROOT];
const BASES: Readonly<Record<string, readonly string[]>> = {
  String: ["CharSequence", "Comparable", "Serializable", ROOT],
  Class: ["Type", "GenericDeclaration", "AnnotatedElement", "Serializable", ROOT],
  Boolean: ["Comparable", "Serializable", ROOT],
  Character: ["Comparable", "Serializable", ROOT],
  Byte: NUMBER_BASES,
  Short: NUMBER_BASES,
  Integer: NUMBER_BASES,
  Long: NUMBER_BASES,
  Float: NUMBER_BASES,
  Double: NUMBER_BASES,
};

const LIST = ["List", "Collection", "Iterable"];
const SET = ["Set", "Collection", "Iterable"];
/** Bases of the library's collections, the nearest first. */
const COLLECTION_BASES: Readonly<Record<string, readonly string[]>> = {
  ArrayList: LIST,
  LinkedList: LIST,
  List: ["Collection", "Iterable"],
  Set: ["Collection", "Iterable"],
  Collection: ["Iterable"],
  HashSet: SET,
  LinkedHashSet: SET,
  TreeSet: ["SortedSet", ...SET],
  HashMap: ["Map"],
  LinkedHashMap: ["Map"],
  TreeMap: ["SortedMap", "Map"],
  StringBuilder: ["CharSequence"],
  StringBuffer: ["CharSequence"],
};

/**
 * How well a parameter takes an argument, where at least one of their types is outside the tree: widening before boxing
 * before any object, as the language chooses overloads. `null`: not at all. `""` stands for a class of the tree, `"null"`
 * for no object, `"->"` for a function written in place.
 */
export function accepts(parameter: string, argument: string): number | null {
  const isPrimitive = WIDER[parameter] !== undefined;
  if (argument === "null") return isPrimitive ? null : 1;
  if (argument.startsWith("->") && argument !== "->") {
    const shape = FUNCTION_SHAPES.get(parameter);
    if (shape !== undefined) return fitsShape(shape, argument);
  }
  if (argument.startsWith("->"))
    return isPrimitive || BASES[parameter] !== undefined || parameter === ROOT || parameter.endsWith("[]")
      ? null
      : 5;
  if (argument === "") return parameter === ROOT ? 1 : null;
  if (argument.endsWith("[]")) return acceptsArray(parameter, argument.slice(0, -2));
  if (WIDER[argument] !== undefined) return acceptsPrimitive(parameter, argument);
  const unboxed = UNBOXED.get(argument);
  if (isPrimitive)
    return unboxed === parameter
      ? 50
      : unboxed !== undefined && WIDER[unboxed]?.includes(parameter)
        ? 40
        : null;
  const bases = BASES[argument];
  if (bases !== undefined) return bases.includes(parameter) ? 90 - bases.indexOf(parameter) : null;
  const above = COLLECTION_BASES[argument];
  if (above?.includes(parameter) === true) return 80 - above.indexOf(parameter);
  if (parameter === ROOT || argument === ROOT) return parameter === ROOT ? 1 : null;
  // Of two library classes it is not known whether one is the other's base; a final one is nobody's.
  return parameter === "" || parameter.endsWith("[]") || BASES[parameter] !== undefined ? null : 2;
}

/** Functional interfaces of the library: how many arguments they pass, and whether they ask for a value. */
const FUNCTION_SHAPES: ReadonlyMap<string, string> = new Map(
  [
    ["0 nothing", "Runnable AutoCloseable Action"],
    ["0 value", "Supplier Callable BooleanSupplier IntSupplier LongSupplier DoubleSupplier PrivilegedAction"],
    ["1 nothing", "Consumer IntConsumer LongConsumer DoubleConsumer"],
    [
      "1 value",
      "Function Predicate UnaryOperator IntFunction IntPredicate ToIntFunction ToLongFunction ToDoubleFunction",
    ],
    [
      "1 value",
      "IntUnaryOperator LongFunction DoubleFunction LongPredicate DoublePredicate IntToLongFunction",
    ],
    ["2 nothing", "BiConsumer ObjIntConsumer ObjLongConsumer"],
    [
      "2 value",
      "BiFunction BiPredicate BinaryOperator Comparator IntBinaryOperator ToIntBiFunction LongBinaryOperator",
    ],
  ].flatMap(([shape = "", names = ""]) => names.split(" ").map((name): [string, string] => [name, shape])),
);

function fitsShape(shape: string, lambda: string): number | null {
  const [count = "", gives = ""] = shape.split(" ");
  const [given = "", body = ""] = lambda.slice(2).split(" ");
  if (count !== given) return null;
  return body === "either" || body === gives ? 5 : null;
}

function acceptsPrimitive(parameter: string, argument: string): number | null {
  const step = WIDER[argument]?.indexOf(parameter) ?? -1;
  if (step !== -1) return 90 - step;
  const boxed = BOXED[argument] ?? "";
  if (parameter === boxed) return 50;
  const bases = BASES[boxed] ?? [];
  return bases.includes(parameter) ? 40 - bases.indexOf(parameter) : null;
}

/** Arrays of objects are arrays of their bases, too; those of primitive types only what they are. */
function acceptsArray(parameter: string, element: string): number | null {
  if (!parameter.endsWith("[]")) return ["Cloneable", "Serializable", ROOT].includes(parameter) ? 1 : null;
  const wanted = parameter.slice(0, -2);
  if (wanted === element) return 99;
  if (WIDER[wanted] !== undefined || WIDER[element] !== undefined) return null;
  if (wanted === "" || element === "") return 60;
  const fit = accepts(wanted, element);
  return fit === null ? null : Math.min(fit, 59);
}
