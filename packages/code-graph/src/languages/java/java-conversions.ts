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
const UNBOXED = new Map(Object.entries(BOXED).map(([primitive, boxed]) => [boxed, primitive]));
/** Above every class. */
const ROOT = "Object";
/** Bases of the library's own final classes that code asks for as parameters. */
const TEXT_BASES = ["CharSequence", "Comparable", "Serializable", ROOT];
const NUMBER_BASES = ["Number", "Comparable", "Serializable", ROOT];

/**
 * How well a parameter takes an argument, where at least one of their types is outside the tree: widening before boxing
 * before any object, as the language chooses overloads. `null`: not at all. `""` stands for a class of the tree.
 */
export function accepts(parameter: string, argument: string): number | null {
  if (argument === "") return parameter === ROOT ? 1 : null;
  const wider = WIDER[argument];
  if (wider !== undefined) {
    const step = wider.indexOf(parameter);
    if (step !== -1) return 90 - step;
    const boxed = BOXED[argument] ?? "";
    if (parameter === boxed) return 50;
    const step2 = boxed === "Boolean" || boxed === "Character" ? TEXT_BASES.slice(1) : NUMBER_BASES;
    return step2.includes(parameter) ? 40 - step2.indexOf(parameter) : null;
  }
  if (argument === "[]") return parameter === ROOT ? 1 : null;
  const unboxed = UNBOXED.get(argument);
  if (WIDER[parameter] !== undefined)
    return unboxed === parameter || (unboxed !== undefined && WIDER[unboxed]?.includes(parameter))
      ? 50
      : null;
  if (parameter === ROOT) return 1;
  if (argument === "String")
    return TEXT_BASES.includes(parameter) ? 80 - TEXT_BASES.indexOf(parameter) : null;
  // A class of the tree takes no library object, but one of its own may be what the text calls by a library's name.
  if (parameter === "" || parameter === "String" || parameter === "[]") return null;
  // Of two library classes it is not known whether one is the other's base.
  return 2;
}
