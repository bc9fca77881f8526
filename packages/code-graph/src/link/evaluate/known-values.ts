import type { Expression } from "../../facts/expression.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import type { TypeEvaluator } from "./evaluate-type.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, EXTERNAL, type Site, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];

/** Of several things that an expression may stand for, those of which something is known. */
export class KnownValues {
  readonly #evaluation: Evaluation;
  readonly #hierarchy: ClassHierarchy;
  readonly #types: TypeEvaluator;

  constructor(evaluation: Evaluation, hierarchy: ClassHierarchy, types: TypeEvaluator) {
    this.#evaluation = evaluation;
    this.#hierarchy = hierarchy;
    this.#types = types;
  }

  /** What the first part of which something is known stands for. */
  first(
    parts: readonly Expression[],
    areLiteralsKnown: boolean,
    site: Site,
    depth: number,
  ): readonly Value[] {
    let last = NOTHING;
    for (const [index, part] of parts.entries()) {
      const values = this.#evaluation.evaluate(part, site, depth);
      if (values.some(({ kind }) => kind !== "external" && (areLiteralsKnown || kind !== "literal"))) {
        const next = parts[index + 1];
        if (next === undefined || !values.every(holdsUnnamed)) return values;
        // The type says that there are functions, the value which.
        return distinct([...values, ...this.#evaluation.evaluate(next, site, depth).filter(holdsMore)]);
      }
      if (last.length === 0) last = values;
    }
    return last;
  }

  /** What a name holds that gets a default where nothing is given. */
  defaulted(
    [, given, fallback, isTyped]: Extract<Expression, readonly ["defaulted", ...unknown[]]>,
    site: Site,
    depth: number,
  ): readonly Value[] {
    const found = this.#evaluation.evaluate(fallback, site, depth);
    const objects = isTyped === undefined ? NOTHING : found.flatMap(ofItsType);
    if (objects.length > 0) return objects;
    const values = given === null ? NOTHING : this.#evaluation.evaluate(given, site, depth);
    const isTold = values.some(({ kind }) => kind !== "external" && kind !== "literal");
    const isWorth = found.some(({ kind }) => kind !== "external" && kind !== "literal");
    return isTold || !isWorth ? values : distinct([...found, EXTERNAL]);
  }

  /** What a call returns; where that can't be told, what it was given: most wrappers call it when they are called. */
  wrapped(call: Expression, given: readonly Expression[], site: Site, depth: number): readonly Value[] {
    const values = this.#evaluation.evaluate(call, site, depth);
    const isTold = values.some(
      ({ kind }) => kind !== "external" && kind !== "literal" && kind !== "callable",
    );
    // A function without a name that one of the tree returns is most often one that calls what was given; of what a type says it is not known.
    const isTyped = values.some(({ kind }) => kind === "callable") && !this.#isOfTree(call, site, depth);
    if (isTold || isTyped) return values;
    const inside = given.flatMap((part) => this.#evaluation.evaluate(part, site, depth));
    const callable = inside.flatMap((value): Value[] => {
      if (value.kind === "function") return [{ ...value, isWrapped: true }];
      return value.kind === "class" ? [value] : [];
    });
    return callable.length > 0 ? distinct(callable) : values;
  }

  #isOfTree(call: Expression, site: Site, depth: number): boolean {
    if (call[0] !== "call") return false;
    const callees = this.#evaluation.evaluate(call[1], site, depth);
    return callees.some(({ kind }) => kind === "function");
  }

  /** Of what a value may be, the classes that a condition leaves; where none of them fits, what the condition says. */
  narrowed(of: Expression, type: Expression, site: Site, depth: number): readonly Value[] {
    const wanted = this.#types.evaluate(type, site, depth);
    const values = this.#evaluation.evaluate(of, site, depth);
    if (type[0] === "typed" && wanted.every(({ kind }) => kind === "variable")) return values;
    const kept = values.filter((value) => this.#isOneOf(value, wanted));
    return kept.length > 0 ? kept : wanted;
  }

  /** Of what a value may be, what is left without the objects of a class; all where that would be nothing. */
  without(of: Expression, type: Expression, site: Site, depth: number): readonly Value[] {
    const excluded = this.#types.evaluate(type, site, depth);
    const values = this.#evaluation.evaluate(of, site, depth);
    const kept = values.filter((value) => !this.#isOneOf(value, excluded));
    return kept.length > 0 ? kept : values;
  }

  #isOneOf(value: Value, classes: readonly Value[]): boolean {
    return (
      value.kind === "instance" &&
      classes.some(
        (other) => other.kind === "instance" && this.#hierarchy.isDerivedFrom(value.symbol, other.symbol),
      )
    );
  }
}

/** An object of a type, which objects of derived classes are of, too. */
function ofItsType(value: Value): Value[] {
  if (value.kind === "instance") return [{ ...value, isExact: false }];
  return value.kind === "container" ? [value] : [];
}

/** Whether a type says of a container that functions are in it, and so not which. */
function holdsUnnamed(value: Value): boolean {
  return value.kind === "container" && value.items.some(({ kind }) => kind === "callable");
}

function holdsMore({ kind }: Value): boolean {
  return kind === "container" || kind === "object";
}
