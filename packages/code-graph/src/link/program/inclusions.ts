import { hash } from "node:crypto";

/** The files that a file includes, directly or by way of others. */
export interface Inclusions {
  readonly units: ReadonlySet<number>;
  /** Whether anything is included that is not in the tree. */
  readonly hasForeign: boolean;
}

/** What finds the files that are included. */
export interface InclusionSources {
  /** The unit that a specifier names in a file; `null` for none of the tree. */
  resolve(unit: number, specifier: string): number | null;
  pathOf(unit: number): string;
}

interface Direct {
  readonly units: readonly number[];
  readonly hasForeign: boolean;
}

const NONE: Direct = { units: [], hasForeign: false };
/** So many entries of sets are held. */
const MOST_HELD = 1_000_000;

/** Which files include which, in languages where that decides who sees what. */
export class InclusionTable {
  readonly #specifiers = new Map<number, readonly string[]>();
  readonly #direct = new Map<number, Direct>();
  readonly #known = new Map<number, Inclusions>();
  readonly #sources: InclusionSources;
  #held = 0;

  constructor(sources: InclusionSources) {
    this.#sources = sources;
  }

  /** Adds a file with what it says that it includes. */
  add(unit: number, specifiers: readonly string[]): void {
    if (specifiers.length > 0) this.#specifiers.set(unit, specifiers);
  }

  of(unit: number): Inclusions {
    const known = this.#known.get(unit);
    if (known !== undefined) return known;
    const units = new Set<number>();
    let hasForeign = false;
    const open = [unit];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const direct = this.#directOf(next);
      hasForeign ||= direct.hasForeign;
      for (const included of direct.units) {
        if (units.has(included)) continue;
        units.add(included);
        open.push(included);
      }
    }
    const found = { units, hasForeign };
    if (this.#held > MOST_HELD) {
      this.#known.clear();
      this.#held = 0;
    }
    this.#known.set(unit, found);
    this.#held += units.size + 1;
    return found;
  }

  /** What scans compare. */
  digestOf(unit: number): unknown {
    const { units, hasForeign } = this.of(unit);
    const paths = [...units].map((included) => this.#sources.pathOf(included)).sort();
    return [hasForeign, hash("sha1", paths.join("\n"))];
  }

  #directOf(unit: number): Direct {
    const known = this.#direct.get(unit);
    if (known !== undefined) return known;
    const specifiers = this.#specifiers.get(unit);
    if (specifiers === undefined) return NONE;
    const targets = specifiers.map((specifier) => this.#sources.resolve(unit, specifier));
    const found = { units: targets.filter((target) => target !== null), hasForeign: targets.includes(null) };
    this.#direct.set(unit, found);
    return found;
  }
}
