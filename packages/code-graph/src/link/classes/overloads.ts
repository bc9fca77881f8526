import type { Expression } from "../../facts/expression.js";
import type { Definition } from "../../facts/file-facts.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { EXTERNAL, type Site, type SymbolNumber, type Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { ArgumentTypes, type KnownType } from "./argument-types.js";
import type { ClassHierarchy } from "./class-hierarchy.js";
import { signatureOf } from "./overrides.js";

/** How well the very class fits; each step up the bases fits worse. */
const SAME = 100;
const UNKNOWN = 0;
/** Of something unknown it is the least likely that an object is made as a copy of it. */
const COPIED = -1;

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
    if (functions.length < 2 && !functions.some(({ symbol }) => this.#isConstructor(symbol))) return callees;
    const types = args.map((argument) =>
      argument === null ? null : this.#types.ofValue(argument, site, depth + 1),
    );
    const counted = functions.filter(({ symbol }) => this.#takes(symbol, args.length));
    // One that nobody wrote: it copies.
    const isMade = functions.every(({ symbol }) => this.#isConstructor(symbol));
    if (isMade && counted.length === 0 && args.length === 1) return [EXTERNAL];
    const all = (counted.length > 0 ? counted : functions)
      .map((value) => ({ value, fit: this.#fitOf(value.symbol, types, depth + 1) }))
      .filter(({ fit }) => fit !== null);
    // One that takes any number of arguments is asked last.
    const fixed = all.filter(({ value }) => !this.#isVariadic(value.symbol));
    const fitting = fixed.length > 0 ? fixed : all;
    const best = fitting.filter(({ fit }) => !fitting.some((other) => isBetter(other.fit ?? [], fit ?? [])));
    if (!best.some(({ fit }) => fit?.[0] === SAME) && this.#isCopy(functions, types)) return [EXTERNAL];
    // Where none seems to fit, the types were misread: then any may be meant.
    const chosen = best.length > 0 ? best.map(({ value }) => value) : functions;
    return callees.filter((value) => !isOverloaded(value) || chosen.includes(value));
  }

  /** Some functions, and of others those that take something else. */
  withOthers(own: readonly Value[], others: readonly Value[]): readonly Value[] {
    const symbolOf = (value: Value): SymbolNumber | null => (value.kind === "function" ? value.symbol : null);
    const taken = new Set(own.map((value) => this.#shapeOf(symbolOf(value))));
    const added = others.filter((value) => {
      const symbol = symbolOf(value);
      return symbol !== null && !taken.has(this.#shapeOf(symbol));
    });
    return added.length === 0 ? own : [...own, ...added];
  }

  #shapeOf(symbol: SymbolNumber | null): string {
    if (symbol === null) return "";
    const { overloads } = this.#tree.semanticsOf(symbol).members;
    return overloads === null ? "" : signatureOf(this.#tree.symbol(symbol).definition, overloads);
  }

  /** Whether a function takes so many arguments, where its text says how many. */
  #takes(symbol: SymbolNumber, count: number): boolean {
    const { arity } = this.#tree.symbol(symbol).definition;
    if (arity === undefined) return true;
    const [least, most] = arity;
    return count >= least && (most === -1 || count <= most);
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
    const { arity } = definition;
    if (arity === undefined && types.length < parameters.length - (variadic ? 1 : 0)) return null;
    for (const [index, argument] of types.entries()) {
      const last = arity === undefined ? parameters.length - 1 : index;
      const type = parameters[Math.min(index, last)] ?? null;
      const named = type === null ? null : this.#types.named(type, site, depth);
      // An array may be handed over whole.
      const isWhole =
        variadic && types.length === parameters.length && index === types.length - 1 && isArray(argument);
      const parameter = isWhole ? this.#arrayOf(named) : named;
      const isCopied =
        parameter !== null && "symbol" in parameter && this.#makes(unit, definition, parameter.symbol);
      const fit =
        argument === null || parameter === null
          ? isCopied
            ? COPIED
            : UNKNOWN
          : this.#compare(unit, argument, parameter);
      if (fit === null) return null;
      fits.push(fit);
    }
    return fits;
  }

  /** Whether an object is made as a copy of one of its class, by what the language does then. */
  #isCopy(
    functions: readonly Extract<Value, { kind: "function" }>[],
    types: readonly (KnownType | null)[],
  ): boolean {
    const [only] = types;
    if (types.length !== 1 || only == null || !("symbol" in only)) return false;
    return functions.every(({ symbol }) => {
      const { unit, definition } = this.#tree.symbol(symbol);
      const made = this.#tree.numbers.symbolOf(unit, definition.parent);
      return this.#isConstructor(symbol) && this.#hierarchy.isDerivedFrom(only.symbol, made);
    });
  }

  #isConstructor(symbol: SymbolNumber): boolean {
    const { memberName } = this.#tree.symbol(symbol).definition;
    const { constructorName, choosesConstructor } = this.#tree.semanticsOf(symbol).members;
    return choosesConstructor && memberName === constructorName;
  }

  /** Whether a function is a constructor of a class. */
  #makes(unit: number, { memberName, parent }: Definition, symbol: SymbolNumber): boolean {
    const { constructorName, choosesConstructor } = this.#tree.semanticsIn(unit).members;
    return (
      choosesConstructor &&
      memberName === constructorName &&
      this.#tree.numbers.symbolOf(unit, parent) === symbol
    );
  }

  #compare(unit: number, argument: KnownType, parameter: KnownType): number | null {
    const { overloads } = this.#tree.semanticsIn(unit).members;
    const accepts = (type: string, given: string): number | null =>
      overloads === null ? UNKNOWN : overloads.accepts(type, given);
    if ("symbol" in parameter) {
      if (!("symbol" in argument))
        return this.#takesFunction(parameter.symbol, argument.name) ? accepts("", argument.name) : null;
      const distance = this.#hierarchy.orderOf(argument.symbol).indexOf(parameter.symbol);
      return distance === -1 ? null : SAME - distance;
    }
    if ("name" in argument)
      return argument.name === parameter.name ? SAME : accepts(parameter.name, argument.name);
    const isForeign = this.#hierarchy.hasForeignBase(argument.symbol);
    return accepts(parameter.name, "") ?? (isForeign ? UNKNOWN : null);
  }

  /** Whether an object of a class may be a function in place by the number of its parameters. */
  #takesFunction(symbol: SymbolNumber, argument: string): boolean {
    const { overloads, callOperator } = this.#tree.semanticsOf(symbol).members;
    const count = overloads?.parametersOf?.(argument) ?? null;
    if (count === null || callOperator === null) return true;
    const method = this.#hierarchy.findMember(this.#hierarchy.orderOf(symbol), callOperator);
    const bound = method?.bindings.at(-1)?.value;
    if (method === null || bound?.[0] !== "definition") return this.#hierarchy.hasForeignBase(symbol);
    const { definitions } = this.#tree.file(this.#tree.numbers.unitOf(method.symbol)).facts;
    return definitions[bound[1]]?.parameters?.length === count;
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
