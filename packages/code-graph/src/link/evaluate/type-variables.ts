import { valuesOf } from "./containers.js";
import {
  distinct,
  EXTERNAL,
  MAX_VALUES,
  type SymbolNumber,
  type TypeArguments,
  type Value,
} from "./value.js";

/** What type variables stand for, by name. */
export type TypeEnvironment = ReadonlyMap<string, readonly Value[]>;

/** Deeper than the types that people write. */
const MAX_DEPTH = 6;

/** The values with what the variables in them stand for; those that nobody told stay. */
export function substitute(
  values: readonly Value[],
  environment: TypeEnvironment,
  depth = 0,
): readonly Value[] {
  if (environment.size === 0 || depth > MAX_DEPTH || !values.some((value) => hasVariable(value)))
    return values;
  return distinct(values.flatMap((value) => substituteOne(value, environment, depth + 1))).slice(
    0,
    MAX_VALUES,
  );
}

function substituteOne(value: Value, environment: TypeEnvironment, depth: number): readonly Value[] {
  const inside = (values: readonly Value[]): readonly Value[] => substitute(values, environment, depth);
  switch (value.kind) {
    case "variable": {
      const found = environment.get(value.name);
      if (found === undefined || found.length === 0) return [value];
      return value.isClass ? found.map(classOf) : found;
    }
    case "container":
      return [
        {
          ...value,
          items: inside(value.items),
          ...(value.keys === undefined ? {} : { keys: inside(value.keys) }),
          ...(value.positions === undefined ? {} : { positions: value.positions.map(inside) }),
          ...(value.entries === undefined
            ? {}
            : { entries: new Map([...value.entries].map(([key, entry]) => [key, inside(entry)])) }),
        },
      ];
    case "instance":
      return value.typeArguments === undefined
        ? [value]
        : [{ ...value, typeArguments: value.typeArguments.map(inside) }];
    case "object":
      return [{ ...value, environment: new Map([...environment, ...(value.environment ?? [])]) }];
    case "callable": {
      const returns = inside(value.returns);
      if (value.takes === undefined) return [{ ...value, returns }];
      const own = [...(value.takes.environment ?? [])].map(([name, found]) => [name, inside(found)] as const);
      return [
        { ...value, returns, takes: { ...value.takes, environment: new Map([...environment, ...own]) } },
      ];
    }
    case "container method":
      return [{ ...value, returns: inside(value.returns) }];
    case "alias":
    case "bases":
    case "class":
    case "external":
    case "folder":
    case "function":
    case "literal":
    case "module":
    case "package":
      return [value];
  }
}

/** Whether a value depends on what a type variable stands for. */
export function hasVariable(value: Value, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const among = (values: readonly Value[]): boolean => values.some((inner) => hasVariable(inner, depth + 1));
  switch (value.kind) {
    case "variable":
    case "object":
      return true;
    case "container":
      return among(value.items) || (value.keys !== undefined && among(value.keys));
    case "instance":
      return value.typeArguments?.some(among) === true;
    case "callable":
      return value.takes !== undefined || among(value.returns);
    case "container method":
      return among(value.returns);
    case "alias":
    case "bases":
    case "class":
    case "external":
    case "folder":
    case "function":
    case "literal":
    case "module":
    case "package":
      return false;
  }
}

function classOf(value: Value): Value {
  if (value.kind === "instance") return { kind: "class", symbol: value.symbol, isSelf: !value.isExact };
  return value.kind === "variable" ? { ...value, isClass: true } : EXTERNAL;
}

/** What is asked of values while they are matched with types. */
export interface Matching {
  itemOf(value: Value): readonly Value[];
  resultOf(value: Value): readonly Value[];
  boundOf(value: Extract<Value, { kind: "variable" }>): readonly Value[];
  /** What the type parameters of a class stand for in an object of it, or of a class derived from it. */
  argumentsFor(value: Instance, symbol: SymbolNumber): TypeArguments;
}

type Instance = Extract<Value, { kind: "instance" }>;

/** Notes what the variables in the values of a parameter's type stand for where these arguments are passed. */
export function match(
  wanted: readonly Value[],
  given: readonly Value[],
  found: Map<string, readonly Value[]>,
  matching: Matching,
  depth = 0,
): void {
  if (depth > MAX_DEPTH || given.length === 0) return;
  for (const type of wanted) {
    if (type.kind === "variable") {
      const values = type.isClass
        ? given.flatMap(instanceOf)
        : given.filter(({ kind }) => kind !== "variable");
      if (values.length > 0) found.set(type.name, distinct([...(found.get(type.name) ?? []), ...values]));
      // `F: Fn() -> T`: what is given for F says what T is.
      const bounds = matching.boundOf(type).filter(({ kind }) => kind === "callable");
      match(bounds, values, found, matching, depth + 1);
    } else if (type.kind === "container") {
      const { keys } = type;
      const values = given.flatMap((value) =>
        keys === undefined ? matching.itemOf(value) : valuesOf(value),
      );
      match(type.items, values, found, matching, depth + 1);
      if (keys === undefined) continue;
      const looped = given.flatMap((value) => matching.itemOf(value));
      match(keys, looped, found, matching, depth + 1);
    } else if (type.kind === "callable")
      match(
        type.returns,
        given.flatMap((value) => matching.resultOf(value)),
        found,
        matching,
        depth + 1,
      );
    else if (type.kind === "instance" && type.typeArguments !== undefined)
      matchInstance(type, type.typeArguments, given, found, matching, depth + 1);
  }
}

/** The same of an object of a class with type arguments, and of a function in the place of one. */
function matchInstance(
  type: Instance,
  wanted: TypeArguments,
  given: readonly Value[],
  found: Map<string, readonly Value[]>,
  matching: Matching,
  depth: number,
): void {
  for (const value of given)
    if (value.kind === "instance") {
      const args = matching.argumentsFor(value, type.symbol);
      for (const [index, argument] of wanted.entries())
        match(argument, args[index] ?? [], found, matching, depth);
    } else if (value.kind === "callable" || value.kind === "function")
      match(matching.resultOf(type), matching.resultOf(value), found, matching, depth);
}

function instanceOf(value: Value): Value[] {
  if (value.kind === "class")
    return [{ kind: "instance", symbol: value.symbol, isExact: !value.isSelf, isSelf: false }];
  return value.kind === "variable" && value.isClass ? [{ ...value, isClass: false }] : [];
}
