import type { Expression } from "../../facts/expression.js";
import type { ContainerMethods } from "../../languages/semantics.js";

/** Number of a class or function within a `Program`. */
export type SymbolNumber = number;

/** What an expression may stand for at run time, as far as the tree tells. */
export type Value =
  /** A function; `receiver` is the class of the object it was read from, -1 for none. `isDynamic`: an override may run instead. */
  | {
      readonly kind: "function";
      readonly symbol: SymbolNumber;
      readonly receiver: SymbolNumber;
      readonly isDynamic: boolean;
    }
  /** A class itself. `isSelf`: or one derived from it. */
  | { readonly kind: "class"; readonly symbol: SymbolNumber; readonly isSelf: boolean }
  /** An object. `isExact`: of this very class; `isSelf`: it came from `self`, so a derived receiver takes its place. */
  | {
      readonly kind: "instance";
      readonly symbol: SymbolNumber;
      readonly isExact: boolean;
      readonly isSelf: boolean;
    }
  /** What `super` gives in a method of the class. */
  | { readonly kind: "bases"; readonly symbol: SymbolNumber }
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
    }
  /** `positions`: what stands at each place, where the text lists them; `methods`: by the rules of its language. */
  | {
      readonly kind: "container";
      readonly methods: ContainerMethods;
      readonly items: readonly Value[];
      readonly positions?: readonly (readonly Value[])[];
    }
  | { readonly kind: "container method"; readonly returns: readonly Value[] }
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

/** An attribute with the file that sets it. */
export interface PlacedAttribute {
  readonly unit: number;
  readonly value: Expression;
  readonly scope: number;
  readonly at: number;
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
  if ("symbol" in a && "symbol" in b) return a.symbol === b.symbol;
  return false;
}
