import { SPREAD } from "../../facts/expression.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import { PlacedMembers } from "../classes/places.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { itemOf, loopedOver, partOf } from "./containers.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, MAX_VALUES, type Value } from "./value.js";

type Instance = Extract<Value, { kind: "instance" }>;
type Literal = Extract<Value, { kind: "object" }>;
const NOTHING: readonly Value[] = [];

/** What the language itself asks objects for: elements of a loop, what stands at a place, what a block gets, operators. */
export class Protocols {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;
  readonly #places: PlacedMembers;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
    this.#places = new PlacedMembers(tree, hierarchy, evaluation);
  }

  /** An element of what is looped over. */
  item(value: Value, depth: number): readonly Value[] {
    if (value.kind === "variable")
      return this.#evaluation.boundOf(value, depth).flatMap((bound) => this.item(bound, depth + 1));
    if (value.kind === "class")
      return this.#hierarchy.isEnumeration(value.symbol) ? [instanceOf(value)] : NOTHING;
    if (value.kind === "object") return this.#valuesOf(value, depth);
    if (value.kind !== "instance") return loopedOver(value);
    if (this.#places.lengthOf(value.symbol) !== null) return this.#places.all(value, depth);
    const { item, iteration } = this.#tree.semanticsOf(value.symbol).members;
    const declared = item === null ? NOTHING : this.#evaluation.member(value, item, depth);
    if (declared.some(({ kind }) => kind !== "external")) return declared;
    for (const { iterate, next, value: held } of iteration) {
      const iterators = this.#called(value, iterate, depth);
      if (iterators.length === 0) continue;
      return iterators.flatMap((iterator) => {
        if (iterator.kind !== "instance" && iterator.kind !== "object") return loopedOver(iterator);
        const steps = this.#called(iterator, next, depth);
        return held === undefined
          ? steps
          : steps.flatMap((step) => this.#evaluation.member(step, held, depth + 1));
      });
    }
    return declared.length > 0 ? declared : this.#fromPlace(value, null, depth);
  }

  /** The part at `index` where something is unpacked into `count` names. */
  part(value: Value, index: number, count: number, depth: number): readonly Value[] {
    if (value.kind !== "instance") return partOf(value, index, count);
    const length = this.#places.lengthOf(value.symbol);
    return length === count ? this.#places.at(value, index, depth) : this.item(value, depth);
  }

  /** The member of a place. */
  placed(value: Value, index: number, depth: number): readonly Value[] {
    if (value.kind === "instance") return this.#places.at(value, index, depth);
    return value.kind === "external" || value.kind === "literal" ? [value] : NOTHING;
  }

  /** What stands at a place. */
  at(value: Value, key: string | number | null, depth: number): readonly Value[] {
    if (value.kind === "variable")
      return this.#evaluation.boundOf(value, depth).flatMap((bound) => this.at(bound, key, depth + 1));
    if (value.kind === "class")
      return this.#hierarchy.isEnumeration(value.symbol) ? [instanceOf(value)] : NOTHING;
    if (value.kind === "instance") {
      const isPlace = typeof key === "number" && this.#places.lengthOf(value.symbol) !== null;
      return isPlace ? this.#places.at(value, key, depth) : this.#fromPlace(value, key, depth);
    }
    if (value.kind === "object") {
      const named = typeof key === "string" ? this.#evaluation.member(value, key, depth) : NOTHING;
      return named.length > 0 ? named : this.#valuesOf(value, depth);
    }
    if (value.kind !== "container") return itemOf(value);
    if (typeof key === "string" && isSymbol(key)) return this.#evaluation.member(value, key, depth);
    if (typeof key === "number") return placeOf(value.positions, key) ?? value.items;
    return (key === null ? undefined : value.entries?.get(key)) ?? value.items;
  }

  /** Some of the elements of a container. */
  slice(value: Value, depth: number): readonly Value[] {
    if (value.kind === "instance") return this.#fromPlace(value, null, depth);
    if (value.kind !== "container") return itemOf(value);
    return [{ kind: "container", methods: value.methods, items: itemOf(value) }];
  }

  /** What a block gets that an object is opened for. */
  enter(value: Value, depth: number): readonly Value[] {
    // A generator that is made one: what it yields.
    if (value.kind === "container") return value.items;
    if (value.kind !== "instance")
      return value.kind === "external" || value.kind === "literal" ? [value] : NOTHING;
    for (const name of this.#tree.semanticsOf(value.symbol).members.entering) {
      const found = this.#called(value, name, depth);
      if (found.some(({ kind }) => kind !== "external")) return found;
    }
    return [value];
  }

  /** What an operator gives. */
  operate(value: Value, method: string, depth: number): readonly Value[] {
    if (value.kind === "instance") return this.#called(value, method, depth);
    if (value.kind === "container") {
      const { methods, items, keys } = value;
      return [{ kind: "container", methods, items, ...(keys === undefined ? {} : { keys }) }];
    }
    return value.kind === "external" || value.kind === "literal" ? [value] : NOTHING;
  }

  #fromPlace(value: Instance, key: string | number | null, depth: number): readonly Value[] {
    const { item, place } = this.#tree.semanticsOf(value.symbol).members;
    if (item !== null) {
      const named = typeof key === "string" ? this.#evaluation.member(value, key, depth) : NOTHING;
      return named.length > 0 ? named : this.#evaluation.member(value, item, depth);
    }
    if (place === null) return NOTHING;
    const listed = typeof key === "string" ? this.#places.under(value, key, depth) : null;
    return listed ?? this.#called(value, place, depth);
  }

  /** Whatever an object literal holds: `handlers[name]`. */
  #valuesOf({ entries, ...site }: Literal, depth: number): readonly Value[] {
    const values = entries.flatMap(([name, entry]) => {
      const found = this.#evaluation.evaluate(entry, site, depth + 1);
      return name === SPREAD ? found.flatMap((spread) => this.item(spread, depth + 1)) : found;
    });
    return distinct(values).slice(0, MAX_VALUES);
  }

  /** What calling a method of an object gives. */
  #called(value: Instance | Literal, name: string, depth: number): readonly Value[] {
    return this.#evaluation
      .member(value, name, depth)
      .flatMap((method) => this.#evaluation.resultOf(method, depth + 1));
  }
}

/** Whether a key is one of the names that the language gives to what it asks objects for. */
function isSymbol(key: string): boolean {
  return key.startsWith("[Symbol.");
}

function placeOf(
  positions: readonly (readonly Value[])[] | undefined,
  index: number,
): readonly Value[] | undefined {
  return positions?.at(index);
}

function instanceOf({ symbol, isSelf }: Extract<Value, { kind: "class" }>): Value {
  return { kind: "instance", symbol, isExact: false, isSelf };
}
