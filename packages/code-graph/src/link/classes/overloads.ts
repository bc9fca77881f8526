import type { Expression } from "../../facts/expression.js";
import { findBindings } from "../bindings.js";
import type { Evaluator } from "../evaluator.js";
import { simpleNameOf } from "../type-names.js";
import { MAX_DEPTH, type Site, type SymbolNumber, type Value } from "../value.js";

/** A type as far as choosing needs it: a class of the tree, or the name of one outside. */
type KnownType = { readonly symbol: SymbolNumber } | { readonly name: string };

/** How well the very class fits; each step up the bases fits worse. */
const SAME = 100;
const UNKNOWN = 0;

/**
 * Of several overloads those that take these arguments, and of these the ones that no other fits better, by the types that
 * the text tells. An argument of unknown type decides nothing, so that more than one may be left.
 */
export function chooseOverloads(
  evaluator: Evaluator,
  callees: readonly Value[],
  args: readonly (Expression | null)[],
  site: Site,
  depth: number,
): readonly Value[] {
  const { program } = evaluator;
  const isOverloaded = (value: Value): value is Extract<Value, { kind: "function" }> =>
    value.kind === "function" && program.symbol(value.symbol).definition.parameters !== undefined;
  const functions = callees.filter(isOverloaded);
  if (functions.length < 2) return callees;
  const types = args.map((argument) =>
    argument === null ? null : typeOfValue(evaluator, argument, site, depth + 1),
  );
  const fitting = functions
    .map((value) => ({ value, fit: fitOf(evaluator, value.symbol, types, depth + 1) }))
    .filter(({ fit }) => fit !== null);
  const best = fitting.filter(({ fit }) => !fitting.some((other) => isBetter(other.fit ?? [], fit ?? [])));
  // Where none seems to fit, the types were misread: then any may be meant.
  const chosen = best.length > 0 ? best.map(({ value }) => value) : functions;
  return callees.filter((value) => !isOverloaded(value) || chosen.includes(value));
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  return a.every((fit, index) => fit >= (b[index] ?? 0)) && a.some((fit, index) => fit > (b[index] ?? 0));
}

/** How well each argument fits; `null` where one does not. The last parameter of a variadic function takes the rest. */
function fitOf(
  evaluator: Evaluator,
  symbol: SymbolNumber,
  types: readonly (KnownType | null)[],
  depth: number,
): readonly number[] | null {
  const { unit, definition } = evaluator.program.symbol(symbol);
  const site: Site = { unit, scope: definition.scope, at: Infinity };
  const parameters = definition.parameters ?? [];
  const fits: number[] = [];
  for (const [index, argument] of types.entries()) {
    const type = parameters[Math.min(index, parameters.length - 1)] ?? null;
    const parameter = type === null ? null : typeNamed(evaluator, type, site, depth);
    const fit =
      argument === null || parameter === null ? UNKNOWN : compare(evaluator, unit, argument, parameter);
    if (fit === null) return null;
    fits.push(fit);
  }
  return fits;
}

function compare(
  evaluator: Evaluator,
  unit: number,
  argument: KnownType,
  parameter: KnownType,
): number | null {
  const { hierarchy, program } = evaluator;
  const { accepts } = program.unit(unit).language.semantics;
  if ("symbol" in parameter) {
    if (!("symbol" in argument)) return accepts("", argument.name);
    const distance = hierarchy.orderOf(argument.symbol).indexOf(parameter.symbol);
    return distance === -1 ? null : SAME - distance;
  }
  if ("name" in argument)
    return argument.name === parameter.name ? SAME : accepts(parameter.name, argument.name);
  const isForeign = hierarchy.hasForeignBase(argument.symbol);
  return accepts(parameter.name, "") ?? (isForeign ? UNKNOWN : null);
}

/** The type that an expression of the text names; `null` for a type variable. */
function typeNamed(evaluator: Evaluator, type: Expression, site: Site, depth: number): KnownType | null {
  if (depth > MAX_DEPTH) return null;
  if (type[0] === "list") return { name: "[]" };
  if (type[0] === "generic") return typeNamed(evaluator, type[1], site, depth + 1);
  const [found] = evaluator.evaluate(type, { ...site, at: Infinity }, depth + 1);
  if (found?.kind === "class") return { symbol: found.symbol };
  if (found === undefined && isBound(evaluator, simpleNameOf(type), site)) return null;
  const name = simpleNameOf(type);
  return name === "" ? null : { name };
}

/** The declared type of an argument, where it is a name, a literal, a new object or the result of one function. */
function typeOfValue(evaluator: Evaluator, value: Expression, site: Site, depth: number): KnownType | null {
  if (depth > MAX_DEPTH) return null;
  if (value[0] === "instance") return typeNamed(evaluator, value[1], site, depth + 1);
  if (value[0] === "first") {
    const [first] = value[1];
    return first === undefined ? null : typeOfValue(evaluator, first, site, depth + 1);
  }
  const [found, ...others] = evaluator.evaluate(value, site, depth + 1);
  if (found?.kind === "instance" && others.length === 0) return { symbol: found.symbol };
  if (value[0] !== "name") return null;
  const unit = evaluator.program.unit(site.unit);
  const bound = findBindings(unit, site.scope, site.at, value[1]);
  const [binding] = bound?.bindings ?? [];
  if (bound?.bindings.length !== 1 || binding?.value[0] !== "value") return null;
  return typeOfValue(
    evaluator,
    binding.value[1],
    { ...site, scope: bound.scope, at: binding.at - 1 },
    depth + 1,
  );
}

function isBound(evaluator: Evaluator, name: string, site: Site): boolean {
  return findBindings(evaluator.program.unit(site.unit), site.scope, Infinity, name) !== null;
}
