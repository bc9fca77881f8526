import type { Expression } from "../../facts/expression.js";
import type { ContainerMethods } from "../../languages/semantics.js";

/** Number of a class or function within a `Program`. */
export type SymbolNumber = number;

/** Values of the types that type parameters stand for, in the order of the parameters. */
export type TypeArguments = readonly (readonly Value[])[];

/** What an expression may stand for at run time, as far as the tree tells. */
export type Value =
  /** A function; `receiver` is the class of the object it was read from, -1 for none. `isDynamic`: an override may run instead. */
  | {
      readonly kind: "function";
      readonly symbol: SymbolNumber;
      readonly receiver: SymbolNumber;
      readonly isDynamic: boolean;
      /** Whether something that can't be told was made of it: it is called, but has members that nobody knows. */
      readonly isWrapped?: boolean;
      /** Of the receiver, see there. */
      readonly typeArguments?: TypeArguments;
    }
  /** A class itself. `isSelf`: or one derived from it; `mixed`: classes that a function was given which made it of them. */
  | {
      readonly kind: "class";
      readonly symbol: SymbolNumber;
      readonly isSelf: boolean;
      readonly mixed?: readonly SymbolNumber[];
    }
  /** An object. `isExact`: of this very class; `isSelf`: it came from `self`, so a derived receiver takes its place. */
  | {
      readonly kind: "instance";
      readonly symbol: SymbolNumber;
      readonly isExact: boolean;
      readonly isSelf: boolean;
      /** What its class's type parameters stand for, in their order; absent: not told. */
      readonly typeArguments?: TypeArguments;
      /** Of its class, see there. */
      readonly mixed?: readonly SymbolNumber[];
    }
  /** A value of a type that stands for another one, or, `isClass`, that type itself. */
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly isClass: boolean;
      readonly site: Site;
      readonly bound: Expression | null;
    }
  /** Another name of a type, with variables. */
  | {
      readonly kind: "alias";
      readonly names: readonly string[];
      readonly type: Expression;
      readonly site: Site;
    }
  /** What `super` gives in a method of the class. `isClass`: in one that belongs to the class rather than to its objects; `after`: the class whose bases are meant, in the order of `symbol`. */
  | {
      readonly kind: "bases";
      readonly symbol: SymbolNumber;
      readonly isClass: boolean;
      readonly after: SymbolNumber;
    }
  | { readonly kind: "module"; readonly unit: number }
  /** A package of several files, by its full key. */
  | { readonly kind: "package"; readonly key: string }
  | { readonly kind: "folder"; readonly path: string; readonly unit: number }
  | {
      readonly kind: "object";
      readonly unit: number;
      readonly scope: number;
      readonly at: number;
      readonly entries: readonly (readonly [string, Expression])[];
      /** What type variables in it stand for, by name. */
      readonly environment?: ReadonlyMap<string, readonly Value[]>;
    }
  /**
   * `positions`: what stands at each place, where the text lists them; `entries`: under each key; `keys`: of a mapping whose
   * loops go over its keys; `methods`: by the rules of its language.
   */
  | {
      readonly kind: "container";
      readonly methods: ContainerMethods;
      readonly items: readonly Value[];
      readonly keys?: readonly Value[];
      readonly positions?: readonly (readonly Value[])[];
      readonly entries?: ReadonlyMap<string, readonly Value[]>;
      /** `map`: a loop over it gives pairs; `record`: its elements are read as members, too. */
      readonly form?: "map" | "record" | undefined;
    }
  /** Something known by its type alone: what is called is not told, what it returns is. */
  | {
      readonly kind: "callable";
      readonly returns: readonly Value[];
      /** Types of its parameters, where they stand, and what type variables in them stand for. */
      readonly takes?: {
        readonly types: readonly (Expression | null)[];
        readonly site: Site;
        readonly environment?: ReadonlyMap<string, readonly Value[]>;
      };
      /** Member that calls it, where the language has functions only as objects with one. */
      readonly method?: string;
    }
  | {
      readonly kind: "container method";
      readonly returns: readonly Value[];
      /** Whether its second argument may come back in place of an element. */
      readonly hasFallback?: boolean | undefined;
      /** It returns a container of what the function that it is given makes of each element, or of the elements of that. */
      readonly mapped?: { readonly methods: ContainerMethods; readonly isFlat: boolean } | undefined;
    }
  /** Text, a number or the like: its methods are the language's own. Unlike `external` it never competes with values of the tree. */
  | { readonly kind: "literal" }
  /** Known to be outside the tree: a builtin, a library, or something read from one. */
  | { readonly kind: "external" };

/** Where an expression stands. */
export interface Site {
  readonly unit: number;
  readonly scope: number;
  readonly at: number;
}

/** What an attribute is set to, and where. */
export interface AttributeValue extends Site {
  readonly value: Expression;
}

/** Longest chain of steps that is followed from one expression; beyond it the value counts as unknown. */
export const MAX_DEPTH = 40;

/** More possibilities than this say nothing. */
export const MAX_VALUES = 64;

/** No symbol that could be told. */
export const NO_SYMBOL: SymbolNumber = -1;
/** A member that is no function. */
export const NO_FUNCTION: SymbolNumber = -1;

export const EXTERNAL: Value = { kind: "external" };
export const LITERAL: Value = { kind: "literal" };

/** Drops values that say the same; most lists are short. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const kept: Value[] = [];
  for (const value of values) if (!kept.some((other) => isSame(other, value))) kept.push(value);
  return kept;
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "external" || a.kind === "literal") return true;
  if (a.kind === "package" && b.kind === "package") return a.key === b.key;
  if (a.kind === "module" && b.kind === "module") return a.unit === b.unit;
  if (a.kind === "variable" && b.kind === "variable") return a.name === b.name && a.isClass === b.isClass;
  if (a.kind === "instance" && b.kind === "instance")
    return a.symbol === b.symbol && areSame(a.typeArguments, b.typeArguments);
  if ("symbol" in a && "symbol" in b) return a.symbol === b.symbol;
  if (a.kind === "object" && b.kind === "object") return a.unit === b.unit && a.entries === b.entries;
  return false;
}

function areSame(a: TypeArguments | undefined, b: TypeArguments | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every((values, index) => {
    const others = b[index] ?? [];
    return (
      values.length === others.length &&
      values.every((value, at) => {
        const other = others[at];
        return other !== undefined && isSame(value, other);
      })
    );
  });
}

/** What `step` makes of each of the values that something may be. */
export function eachOf(values: readonly Value[], step: (value: Value) => readonly Value[]): readonly Value[] {
  const [only] = values;
  if (only === undefined) return values;
  if (values.length === 1) return step(only);
  return distinct(values.flatMap(step)).slice(0, MAX_VALUES);
}
