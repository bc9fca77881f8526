import type { Expression } from "../../facts/expression.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { substitute, type TypeEnvironment } from "../evaluate/type-variables.js";
import { MAX_DEPTH, type SymbolNumber, type TypeArguments, type Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { ClassHierarchy } from "./class-hierarchy.js";

const NOTHING_TOLD: TypeEnvironment = new Map();

/** What the type parameters of classes stand for in objects, also in those of the classes below them. */
export class ReceiverTypes {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  /** The same in the order of the parameters of `ancestor`; none where the object is of no class below it. */
  argumentsFor(
    { symbol, typeArguments }: Extract<Value, { kind: "instance" }>,
    ancestor: SymbolNumber,
    depth: number,
  ): TypeArguments {
    if (symbol === ancestor) return typeArguments ?? [];
    if (!this.#hierarchy.isDerivedFrom(symbol, ancestor)) return [];
    const found = this.environment(symbol, typeArguments, ancestor, depth);
    const { typeParameters = [] } = this.#tree.symbol(ancestor).definition;
    return typeParameters.map((name) => found.get(name) ?? []);
  }

  /**
   * What the variables of `ancestor` stand for in an object of `symbol`.
   *
   * @param names - what a method calls them, where it has its own names for them.
   */
  environment(
    symbol: SymbolNumber,
    typeArguments: TypeArguments | undefined,
    ancestor: SymbolNumber,
    depth: number,
    names?: readonly string[],
  ): TypeEnvironment {
    if (depth > MAX_DEPTH) return NOTHING_TOLD;
    const { unit, definition } = this.#tree.symbol(symbol);
    const own = environmentOf(names ?? definition.typeParameters, typeArguments);
    if (symbol === ancestor) return own;
    const around = this.#tree.file(unit).facts.scopes[definition.scope]?.parent ?? 0;
    const site = { unit, scope: around, at: Infinity };
    for (const base of definition.bases) {
      const args: readonly Expression[] = base[0] === "generic" ? base[2] : [];
      if (args.length === 0) continue;
      for (const value of this.#evaluation.evaluate(base, site, depth + 1)) {
        if (value.kind !== "class" || !this.#hierarchy.isDerivedFrom(value.symbol, ancestor)) continue;
        const passed = args.map((argument) =>
          substitute(
            this.#evaluation.evaluate(["instance", argument], site, depth + 1),
            environmentOf(definition.typeParameters, typeArguments),
          ),
        );
        return this.environment(value.symbol, passed, ancestor, depth + 1, names);
      }
    }
    // A base that is given no arguments hands on those of its own bases.
    for (const base of this.#hierarchy.basesOf(symbol))
      if (base !== symbol && this.#hierarchy.isDerivedFrom(base, ancestor))
        return this.environment(base, undefined, ancestor, depth + 1, names);
    return NOTHING_TOLD;
  }
}

/** Variables by name, with the values of their types. */
export function environmentOf(
  names: readonly string[] | undefined,
  typeArguments: readonly (readonly Value[])[] | undefined,
): TypeEnvironment {
  if (names === undefined || typeArguments === undefined) return NOTHING_TOLD;
  return new Map(names.map((name, index) => [name, typeArguments[index] ?? []]));
}
