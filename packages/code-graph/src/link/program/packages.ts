import type { FileFacts } from "../../facts/file-facts.js";
import type { LanguageRules } from "../../languages/language.js";
import { ownBindings, packageKey } from "./package-names.js";

interface Package {
  /** As its files call it. */
  readonly name: string | null;
  readonly units: number[];
  /** The files that give each name its meaning; most have one. */
  readonly names: Map<string, number | number[]>;
}

/** Packages whose names are spread over several files. What a file imports is its own affair and no name of the package. */
export class Packages {
  readonly #packages = new Map<string, Package>();
  readonly #keys: (string | null)[] = [];

  /** Adds the next file of the program. */
  addUnit(path: string, language: LanguageRules, facts: FileFacts): void {
    const own = language.packageOf(path, facts.packageName);
    const key = own === null ? null : packageKey(language, own);
    const unit = this.#keys.push(key) - 1;
    if (key === null) return;
    const known = this.#packages.get(key) ?? newPackage(facts.packageName);
    this.#packages.set(key, known);
    known.units.push(unit);
    for (const [name, bindings] of Object.entries(facts.scopes[0]?.names ?? {})) {
      if (ownBindings(bindings).length === 0) continue;
      const units = known.names.get(name);
      if (units === undefined) known.names.set(name, unit);
      else if (typeof units === "number") known.names.set(name, [units, unit]);
      else units.push(unit);
    }
  }

  /** Key of the package that a file belongs to; `null` in languages without such packages. */
  keyOfUnit(unit: number): string | null {
    return this.#keys[unit] ?? null;
  }

  has(language: LanguageRules, key: string): boolean {
    return this.#packages.has(packageKey(language, key));
  }

  /** A package as a whole, by its full key. */
  get(key: string): { readonly name: string | null; readonly units: readonly number[] } {
    return this.#packages.get(key) ?? NO_PACKAGE;
  }

  /** The files that give a name its meaning: several where each is for another platform. */
  unitsNaming(fullKey: string, name: string): readonly number[] {
    const units = this.#packages.get(fullKey)?.names.get(name) ?? [];
    return typeof units === "number" ? [units] : units;
  }
}

const NO_PACKAGE: Package = newPackage(null);

function newPackage(name: string | null): Package {
  return { name, units: [], names: new Map() };
}
