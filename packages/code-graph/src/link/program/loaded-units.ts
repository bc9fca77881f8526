import { weightOf } from "../../facts/facts-weight.js";
import type { Binding, FileFacts } from "../../facts/file-facts.js";
import type { PlacedAttribute, SymbolNumber, Value } from "../evaluate/value.js";

/** The facts of a file, with what was found out about it for the file that is being resolved. */
export class LoadedUnit {
  readonly facts: FileFacts;
  readonly weight: number;
  usedAt = 0;
  epoch = 0;
  /** What names are bound to, what the module offers, what functions return, what classes have. */
  readonly bindings = new Map<Binding, readonly Value[]>();
  readonly exports = new Map<string, readonly Value[]>();
  readonly results = new Map<SymbolNumber, readonly Value[]>();
  readonly members = new Map<string, readonly Value[]>();
  /** Attributes by class and name, once they are asked for; follow from the facts alone. */
  attributes: Map<SymbolNumber, Map<string, PlacedAttribute[]>> | null = null;

  constructor(facts: FileFacts) {
    this.facts = facts;
    this.weight = weightOf(facts);
  }

  /** Forgets what was found out in another epoch. */
  enter(epoch: number): void {
    if (this.epoch === epoch) return;
    this.epoch = epoch;
    this.bindings.clear();
    this.exports.clear();
    this.results.clear();
    this.members.clear();
  }
}

/** In the unit of {@link weightOf}. */
const MOST_WEIGHT = 200_000;

/**
 * Holds the facts of the files that are being resolved, and reads others when they are asked for.
 *
 * What was found out lasts for one epoch: as long as one file is resolved. So what a file leads to depends on nothing but
 * the facts that it asks for; where names go round in circles, it could depend on which files were resolved before. Facts
 * themselves stay as long as there is room.
 */
export class LoadedUnits {
  readonly #load: (unit: number) => FileFacts;
  readonly #mostWeight: number;
  readonly #units = new Map<number, LoadedUnit>();
  #now = 0;
  #epoch = 0;
  #weight = 0;
  /** Of what was asked for in this epoch. */
  #weightInUse = 0;
  /** How much one file may have in use until an epoch ends. */
  #mostInUse: number;

  constructor(load: (unit: number) => FileFacts, mostWeight: number = MOST_WEIGHT) {
    this.#load = load;
    this.#mostWeight = mostWeight;
    this.#mostInUse = mostWeight;
  }

  get(unit: number): LoadedUnit {
    let loaded = this.#units.get(unit);
    if (loaded === undefined) {
      loaded = new LoadedUnit(this.#load(unit));
      this.#units.set(unit, loaded);
      this.#weight += loaded.weight;
    }
    if (loaded.epoch !== this.#epoch) {
      loaded.enter(this.#epoch);
      this.#weightInUse += loaded.weight;
    }
    loaded.usedAt = this.#now;
    return loaded;
  }

  /** Begins with another file. */
  begin(): void {
    this.#mostInUse = this.#mostWeight;
    this.#nextEpoch();
  }

  /** Gives up everything. */
  clear(): void {
    this.#units.clear();
    this.#weight = 0;
    this.begin();
  }

  /**
   * Gives up what was not used for longest, as far as there is no room, but nothing that the last question used: the next
   * one most likely asks for the same. Only between questions: within one, the same facts have to stay the same objects.
   * Gives whether an epoch ended, because one file asks for more than may be held: that, too, depends only on what
   * it asks for.
   */
  trim(): boolean {
    const justUsed = this.#now++;
    if (this.#weight <= this.#mostWeight) return false;
    const endsEpoch = this.#weightInUse > this.#mostInUse;
    if (endsEpoch) {
      // What one question needs may be more than what may be held: then the next epoch is a longer one.
      this.#mostInUse = 1.5 * this.#weightInUse;
      this.#nextEpoch();
    }
    const unused = [...this.#units].filter(
      ([, { epoch, usedAt }]) => epoch !== this.#epoch && usedAt !== justUsed,
    );
    for (const [unit, { weight }] of unused.sort(([, a], [, b]) => a.usedAt - b.usedAt)) {
      if (this.#weight <= this.#mostWeight / 2) break;
      this.#units.delete(unit);
      this.#weight -= weight;
    }
    return endsEpoch;
  }

  #nextEpoch(): void {
    this.#epoch++;
    this.#weightInUse = 0;
  }
}
