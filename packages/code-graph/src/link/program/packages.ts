import type { Binding, FileFacts } from "../../facts/file-facts.js";
import type { Language } from "../../languages/language.js";
import type { Value } from "../evaluate/value.js";
import type { QuestionLog } from "../queries/question-log.js";

/** What packages ask of the program that they belong to. */
export interface PackageSources {
  readonly log: QuestionLog | null;
  factsOf(unit: number): FileFacts;
}

interface Package {
  /** As its files call it. */
  readonly name: string | null;
  readonly units: number[];
  /** The files that give each name its meaning; most have one. */
  readonly names: Map<string, number | number[]>;
}

/** Packages whose names are spread over several files. What a file imports is its own affair and no name of the package. */
export class Packages {
  readonly #sources: PackageSources;
  readonly #packages = new Map<string, Package>();
  readonly #keys: (string | null)[] = [];
  /** What names stand for, by package and name. */
  readonly values = new Map<string, readonly Value[]>();

  constructor(sources: PackageSources) {
    this.#sources = sources;
  }

  /** Adds the next file of the program. */
  addUnit(path: string, language: Language, facts: FileFacts): void {
    const own = language.packageOf(path, facts.packageName);
    const key = own === null ? null : keyOf(language, own);
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

  /** Forgets what names stand for; it is found out again. */
  forget(): void {
    this.values.clear();
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
    this.#sources.log?.package(fullKey);
    return this.#packages.get(fullKey)?.name ?? null;
  }

  unitsOf(fullKey: string): readonly number[] {
    this.#sources.log?.package(fullKey);
    return this.#packages.get(fullKey)?.units ?? [];
  }

  /** The files that give a name its meaning: several where each is for another platform. */
  unitsNaming(fullKey: string, name: string): readonly number[] {
    this.#sources.log?.packageName(fullKey, name);
    const units = this.#packages.get(fullKey)?.names.get(name) ?? [];
    return typeof units === "number" ? [units] : units;
  }

  /** What one of those files says of the name. */
  bindingsOf(unit: number, name: string): readonly Binding[] {
    return ownBindings(this.#sources.factsOf(unit).scopes[0]?.names[name] ?? []);
  }
}

function newPackage(name: string | null): Package {
  return { name, units: [], names: new Map() };
}

function ownBindings(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.filter(({ value }) => value[0] !== "import");
}

function keyOf(language: Language, key: string): string {
  return `${language.family}\n${key}`;
}
