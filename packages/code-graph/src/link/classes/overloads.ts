import type { Expression } from "../../facts/expression.js";
import type { Definition } from "../../facts/file-facts.js";
import type { Evaluator } from "../evaluator.js";
import type { Site, SymbolNumber, Value } from "../value.js";
import { type KnownType, typeNamed, typeOfValue } from "./argument-types.js";

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
  const all = functions
    .map((value) => ({ value, fit: fitOf(evaluator, value.symbol, types, depth + 1) }))
    .filter(({ fit }) => fit !== null);
  // One that takes any number of arguments is asked last.
  const fixed = all.filter(({ value }) => !isVariadic(program.symbol(value.symbol).definition));
  const fitting = fixed.length > 0 ? fixed : all;
  const best = fitting.filter(({ fit }) => !fitting.some((other) => isBetter(other.fit ?? [], fit ?? [])));
  // Where none seems to fit, the types were misread: then any may be meant.
  const chosen = best.length > 0 ? best.map(({ value }) => value) : functions;
  return callees.filter((value) => !isOverloaded(value) || chosen.includes(value));
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  return a.every((fit, index) => fit >= (b[index] ?? 0)) && a.some((fit, index) => fit > (b[index] ?? 0));
}

/** Whether the last parameter takes all arguments that are left. */
export function isVariadic({ memberName }: Definition): boolean {
  return memberName?.endsWith("/*") ?? false;
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
  const variadic = isVariadic(definition);
  if (types.length < parameters.length - (variadic ? 1 : 0)) return null;
  for (const [index, argument] of types.entries()) {
    const type = parameters[Math.min(index, parameters.length - 1)] ?? null;
    const named = type === null ? null : typeNamed(evaluator, type, site, depth);
    // An array may be handed over whole.
    const isWhole =
      variadic && types.length === parameters.length && index === types.length - 1 && isArray(argument);
    const parameter = isWhole ? arrayOf(evaluator, named) : named;
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

function isArray(type: KnownType | null): boolean {
  return type !== null && "name" in type && type.name.endsWith("[]");
}

function arrayOf(evaluator: Evaluator, element: KnownType | null): KnownType {
  if (element === null) return { name: "[]" };
  const name = "name" in element ? element.name : evaluator.program.symbol(element.symbol).definition.name;
  return { name: `${name}[]` };
}
