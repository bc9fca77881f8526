import { weightOf } from "../facts/facts-weight.js";
import type { Binding, FileFacts } from "../facts/file-facts.js";
import type { PlacedAttribute } from "./classes/class-hierarchy.js";
import type { SymbolNumber, Value } from "./value.js";

/** The facts of a file with everything that was found out about it, given up together. */
export class LoadedUnit {
  readonly facts: FileFacts;
  readonly weight: number;
  usedAt = 0;
  /** What names are bound to, what the module offers, what functions return, what classes have. */
  readonly bindings = new Map<Binding, readonly Value[]>();
  readonly exports = new Map<string, readonly Value[]>();
  readonly results = new Map<SymbolNumber, readonly Value[]>();
  readonly members = new Map<string, readonly Value[]>();
  /** Attributes by class and name, once they are asked for. */
  attributes: Map<SymbolNumber, Map<string, PlacedAttribute[]>> | null = null;

  constructor(facts: FileFacts) {
    this.facts = facts;
    this.weight = weightOf(facts);
  }
}

/** In the unit of {@link weightOf}. */
const MOST_WEIGHT = 200_000;

/**
 * Holds the facts of the files that are being resolved, and reads others when they are asked for. What is given up, and
 * when, depends only on the files and the order of the questions, so that each scan of the same files does the same.
 */
export class LoadedUnits {
  readonly #load: (unit: number) => FileFacts;
  readonly #mostWeight: number;
  readonly #units = new Map<number, LoadedUnit>();
  #now = 0;
  #weight = 0;
  #trimAt: number;

  constructor(load: (unit: number) => FileFacts, mostWeight: number = MOST_WEIGHT) {
    this.#load = load;
    this.#mostWeight = mostWeight;
    this.#trimAt = mostWeight;
  }

  get(unit: number): LoadedUnit {
    let loaded = this.#units.get(unit);
    if (loaded === undefined) {
      loaded = new LoadedUnit(this.#load(unit));
      this.#units.set(unit, loaded);
      this.#weight += loaded.weight;
    }
    loaded.usedAt = this.#now;
    return loaded;
  }

  /** Gives up everything. */
  clear(): void {
    this.#units.clear();
    this.#weight = 0;
  }

  /**
   * Gives up what was not used for longest, down to half of what may be held, but nothing that the last question used: the
   * next one most likely asks for the same. Only between questions: within one, the same facts have to stay the same
   * objects. Gives whether anything went.
   */
  trim(): boolean {
    const justUsed = this.#now++;
    if (this.#weight <= this.#trimAt) return false;
    const byAge = [...this.#units].sort(([a, left], [b, right]) => left.usedAt - right.usedAt || a - b);
    for (const [unit, { weight, usedAt }] of byAge) {
      if (this.#weight <= this.#mostWeight / 2 || usedAt === justUsed) break;
      this.#units.delete(unit);
      this.#weight -= weight;
    }
    // What one question needs may be more than what may be held; then looking for something to give up waits for more.
    this.#trimAt = Math.max(this.#mostWeight, 1.5 * this.#weight);
    return true;
  }
}
