import type { Places } from "../../facts/file-facts.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { distinct, MAX_VALUES, type SymbolNumber, type Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { ClassHierarchy } from "./class-hierarchy.js";

type Instance = Extract<Value, { kind: "instance" }>;

/** Members of objects by their places, in patterns and where objects are tuples. */
export class PlacedMembers {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  /** What stands at a place of an object, from the end where it is negative. */
  at(value: Instance, index: number, depth: number): readonly Value[] {
    const name = this.#namesOf(value.symbol).at(index);
    return name === undefined ? [] : this.#evaluation.member(value, name, depth + 1);
  }

  /** Whatever a tuple holds. */
  all(value: Instance, depth: number): readonly Value[] {
    const found = this.#namesOf(value.symbol).flatMap((name) =>
      this.#evaluation.member(value, name, depth + 1),
    );
    return distinct(found).slice(0, MAX_VALUES);
  }

  /** How many members a tuple has; `null` for objects that are none. */
  lengthOf(symbol: SymbolNumber): number | null {
    return this.#isOf(symbol, "tuple") ? this.#namesOf(symbol).length : null;
  }

  /** What stands under a key of a dictionary whose keys a class lists; `null` for other objects and keys. */
  under(value: Instance, key: string, depth: number): readonly Value[] | null {
    if (!this.#isOf(value.symbol, "dictionary") || !this.#namesOf(value.symbol).includes(key)) return null;
    return this.#evaluation.member(value, key, depth + 1);
  }

  #isOf(symbol: SymbolNumber, of: Places["of"]): boolean {
    return this.#hierarchy
      .orderOf(symbol)
      .some((ancestor) => this.#tree.symbol(ancestor).definition.places?.of === of);
  }

  /** Those of the bases come first, unless a class lists all. */
  #namesOf(symbol: SymbolNumber): readonly string[] {
    let names: string[] = [];
    for (const ancestor of [...this.#hierarchy.orderOf(symbol)].reverse()) {
      const { places } = this.#tree.symbol(ancestor).definition;
      if (places === undefined) continue;
      if (places.isWhole) names = [...places.names];
      else names.push(...places.names.filter((name) => !names.includes(name)));
    }
    return names;
  }
}
