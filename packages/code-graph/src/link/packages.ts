import type { Binding } from "../facts/file-facts.js";
import type { Language } from "../languages/language.js";
import type { Unit } from "./program.js";

/** One file's part in what a name of a package means. */
export interface PackageName {
  readonly unit: number;
  readonly bindings: readonly Binding[];
}

interface Package {
  /** As its files call it. */
  readonly name: string | null;
  readonly units: number[];
  /** Made when first asked for: many packages are never looked into. */
  names: Map<string, PackageName[]> | null;
}

/** Packages whose names are spread over several files. What a file imports is its own affair and no name of the package. */
export class Packages {
  readonly #units: readonly Unit[];
  readonly #packages = new Map<string, Package>();
  readonly #keys: (string | null)[] = [];

  constructor(units: readonly Unit[]) {
    this.#units = units;
    units.forEach(({ path, language, facts }, number) => {
      const own = language.packageOf(path, facts.packageName);
      const key = own === null ? null : keyOf(language, own);
      this.#keys.push(key);
      if (key === null) return;
      const known = this.#packages.get(key);
      if (known === undefined)
        this.#packages.set(key, { name: facts.packageName, units: [number], names: null });
      else known.units.push(number);
    });
  }

  /** Key of the package that a file belongs to; `null` in languages without such packages. */
  keyOfUnit(unit: number): string | null {
    return this.#keys[unit] ?? null;
  }

  has(language: Language, key: string): boolean {
    return this.#packages.has(keyOf(language, key));
  }

  /** The full key of a language's package. */
  fullKey(language: Language, key: string): string {
    return keyOf(language, key);
  }

  /** What a package calls itself, which need not be what its folder is called. */
  nameOf(fullKey: string): string | null {
    return this.#packages.get(fullKey)?.name ?? null;
  }

  unitsOf(fullKey: string): readonly number[] {
    return this.#packages.get(fullKey)?.units ?? [];
  }

  /** The files that give a name its meaning: several where each is for another platform. */
  find(fullKey: string, name: string): readonly PackageName[] {
    const found = this.#packages.get(fullKey);
    if (found === undefined) return [];
    found.names ??= this.#namesOf(found.units);
    return found.names.get(name) ?? [];
  }

  #namesOf(units: readonly number[]): Map<string, PackageName[]> {
    const names = new Map<string, PackageName[]>();
    for (const unit of units)
      for (const [name, all] of Object.entries(this.#units[unit]?.facts.scopes[0]?.names ?? {})) {
        const bindings = all.filter(({ value }) => value[0] !== "import");
        if (bindings.length === 0) continue;
        const known = names.get(name);
        if (known === undefined) names.set(name, [{ unit, bindings }]);
        else known.push({ unit, bindings });
      }
    return names;
  }
}

function keyOf(language: Language, key: string): string {
  return `${language.family}\n${key}`;
}
