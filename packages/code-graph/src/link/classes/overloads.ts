import type { Expression } from "../../facts/expression.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { Site, SymbolNumber, Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { ArgumentTypes, type KnownType } from "./argument-types.js";
import type { ClassHierarchy } from "./class-hierarchy.js";

/** How well the very class fits; each step up the bases fits worse. */
const SAME = 100;
const UNKNOWN = 0;

/** Chooses among overloads. */
export class Overloads {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #types: ArgumentTypes;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#types = new ArgumentTypes(tree, hierarchy, evaluation);
  }

  /**
   * Of several overloads those that take these arguments, and of these the ones that no other fits better, by the types that
   * the text tells. An argument of unknown type decides nothing, so that more than one may be left.
   */
  choose(
    callees: readonly Value[],
    args: readonly (Expression | null)[],
    site: Site,
    depth: number,
  ): readonly Value[] {
    const isOverloaded = (value: Value): value is Extract<Value, { kind: "function" }> =>
      value.kind === "function" && this.#tree.symbol(value.symbol).definition.parameters !== undefined;
    const functions = callees.filter(isOverloaded);
    if (functions.length < 2) return callees;
    const types = args.map((argument) =>
      argument === null ? null : this.#types.ofValue(argument, site, depth + 1),
    );
    const all = functions
      .map((value) => ({ value, fit: this.#fitOf(value.symbol, types, depth + 1) }))
      .filter(({ fit }) => fit !== null);
    // One that takes any number of arguments is asked last.
    const fixed = all.filter(({ value }) => !this.#isVariadic(value.symbol));
    const fitting = fixed.length > 0 ? fixed : all;
    const best = fitting.filter(({ fit }) => !fitting.some((other) => isBetter(other.fit ?? [], fit ?? [])));
    // Where none seems to fit, the types were misread: then any may be meant.
    const chosen = best.length > 0 ? best.map(({ value }) => value) : functions;
    return callees.filter((value) => !isOverloaded(value) || chosen.includes(value));
  }

  /** How well each argument fits; `null` where one does not. The last parameter of a variadic function takes the rest. */
  #fitOf(
    symbol: SymbolNumber,
    types: readonly (KnownType | null)[],
    depth: number,
  ): readonly number[] | null {
    const { unit, definition } = this.#tree.symbol(symbol);
    const site: Site = { unit, scope: definition.scope, at: Infinity };
    const parameters = definition.parameters ?? [];
    const fits: number[] = [];
    const variadic = this.#isVariadic(symbol);
    if (types.length < parameters.length - (variadic ? 1 : 0)) return null;
    for (const [index, argument] of types.entries()) {
      const type = parameters[Math.min(index, parameters.length - 1)] ?? null;
      const named = type === null ? null : this.#types.named(type, site, depth);
      // An array may be handed over whole.
      const isWhole =
        variadic && types.length === parameters.length && index === types.length - 1 && isArray(argument);
      const parameter = isWhole ? this.#arrayOf(named) : named;
      const fit =
        argument === null || parameter === null ? UNKNOWN : this.#compare(unit, argument, parameter);
      if (fit === null) return null;
      fits.push(fit);
    }
    return fits;
  }

  #compare(unit: number, argument: KnownType, parameter: KnownType): number | null {
    const { overloads } = this.#tree.semanticsIn(unit).members;
    const accepts = (type: string, given: string): number | null =>
      overloads === null ? UNKNOWN : overloads.accepts(type, given);
    if ("symbol" in parameter) {
      if (!("symbol" in argument)) return accepts("", argument.name);
      const distance = this.#hierarchy.orderOf(argument.symbol).indexOf(parameter.symbol);
      return distance === -1 ? null : SAME - distance;
    }
    if ("name" in argument)
      return argument.name === parameter.name ? SAME : accepts(parameter.name, argument.name);
    const isForeign = this.#hierarchy.hasForeignBase(argument.symbol);
    return accepts(parameter.name, "") ?? (isForeign ? UNKNOWN : null);
  }

  /** Whether the last parameter takes all arguments that are left. */
  #isVariadic(symbol: SymbolNumber): boolean {
    const { memberName } = this.#tree.symbol(symbol).definition;
    const { overloads } = this.#tree.semanticsOf(symbol).members;
    return memberName !== undefined && overloads?.isVariadic(memberName) === true;
  }

  #arrayOf(element: KnownType | null): KnownType {
    if (element === null) return { name: "[]" };
    return { name: `${this.#types.nameOf(element)}[]` };
  }
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  return a.every((fit, index) => fit >= (b[index] ?? 0)) && a.some((fit, index) => fit > (b[index] ?? 0));
}

function isArray(type: KnownType | null): boolean {
  return type !== null && "name" in type && type.name.endsWith("[]");
}
