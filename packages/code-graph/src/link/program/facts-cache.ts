import { heldFactsWeight } from "../../facts/facts-weight.js";
import type { FileFacts } from "../../facts/file-facts.js";
import type { Value } from "../evaluate/value.js";
import { LoadedUnit } from "./loaded-unit.js";

/** How much one file may have in use, in the unit of `weightOf`. The same on every machine: what a file leads to hangs on it. */
const MOST_IN_USE = 200_000;

/**
 * To be called between two questions: only then facts may be given up, since within one the same facts have to stay the
 * same objects. Gives whether what was found out so far was given up, too.
 */
export type BetweenQuestions = () => boolean;

/**
 * Holds the facts of the files that are being resolved, and reads others when they are asked for.
 *
 * What was found out lasts for one epoch: as long as one file is resolved. So what a file leads to depends on nothing but
 * the facts that it asks for; where names go round in circles, it could depend on which files were resolved before. Facts
 * themselves stay as long as there is room.
 */
export class FactsCache {
  /** What names of packages of several files stand for, found out in this epoch. */
  readonly packageNames = new Map<string, readonly Value[]>();
  readonly #load: (unit: number) => FileFacts;
  readonly #mostWeight: number;
  readonly #mostOfOneFile: number;
  readonly #units = new Map<number, LoadedUnit>();
  #now = 0;
  #epoch = 0;
  #weight = 0;
  /** Of what was asked for in this epoch. */
  #weightInUse = 0;
  /** How much one file may have in use until an epoch ends. */
  #mostInUse: number;

  /** @param mostWeight - of all facts that are held. Default: by the memory that there is. */
  constructor(load: (unit: number) => FileFacts, mostWeight?: number) {
    this.#load = load;
    this.#mostWeight = mostWeight ?? heldFactsWeight();
    this.#mostOfOneFile = mostWeight ?? MOST_IN_USE;
    this.#mostInUse = this.#mostOfOneFile;
  }

  /** Runs what resolves one file: nothing that was found out for another one is known in it. */
  forFile<T>(work: (between: BetweenQuestions) => T): T {
    this.#begin();
    try {
      return work(() => this.#trim());
    } finally {
      this.#trim();
    }
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

  /** Gives up everything, at the end. */
  clear(): void {
    this.#units.clear();
    this.#weight = 0;
    this.#begin();
  }

  #begin(): void {
    this.#mostInUse = this.#mostOfOneFile;
    this.#nextEpoch();
  }

  /**
   * Gives up what was not used for longest, as far as there is no room, but nothing that the last question used: the next
   * one most likely asks for the same. Gives whether an epoch ended, because one file asks for more than may be held: that,
   * too, depends only on what it asks for.
   */
  #trim(): boolean {
    const justUsed = this.#now++;
    const endsEpoch = this.#weightInUse > this.#mostInUse;
    if (endsEpoch) {
      // What one question needs may be more than what may be held: then the next epoch is a longer one.
      this.#mostInUse = 1.5 * this.#weightInUse;
      this.#nextEpoch();
    }
    if (this.#weight <= this.#mostWeight) return endsEpoch;
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
    this.packageNames.clear();
  }
}
