import type { Definition, FileFacts } from "../facts/file-facts.js";
import type { Language, ModuleResolver, ModuleTarget, SourceIndex } from "../languages/language.js";
import { Packages } from "./packages.js";
import type { SymbolNumber } from "./value.js";

/** One file with its facts. */
export interface Unit {
  readonly path: string;
  readonly language: Language;
  readonly facts: FileFacts;
}

/** A class or function with the file it stands in. */
export interface SymbolEntry {
  readonly unit: number;
  readonly definition: Definition;
  readonly index: number;
}

/** The facts of all files of a scan, with what finds files and symbols among them. */
export class Program {
  readonly units: readonly Unit[];
  readonly packages: Packages;
  readonly #firstSymbols: number[] = [];
  readonly #symbols: SymbolEntry[] = [];
  readonly #unitsByPath = new Map<string, number>();
  readonly #resolvers = new Map<string, ModuleResolver>();
  readonly #index: SourceIndex;
  readonly #symbolIds: string[] = [];
  #classNames: ReadonlySet<string> | null = null;
  /** What specifiers mean, shared by the files of one folder and language family. */
  readonly #modules = new Map<string, Map<string, ModuleTarget | null>>();
  readonly #modulesOfUnits: Map<string, ModuleTarget | null>[] = [];

  /** @param units sorted by path, so that every decision is the same in every scan of the same files. */
  constructor(units: readonly Unit[], index: SourceIndex) {
    this.units = units;
    this.#index = index;
    this.packages = new Packages(units);
    units.forEach((unit, number) => {
      this.#unitsByPath.set(unit.path, number);
      this.#firstSymbols.push(this.#symbols.length);
      unit.facts.definitions.forEach((definition, definitionIndex) => {
        this.#symbols.push({ unit: number, definition, index: definitionIndex });
      });
    });
  }

  get symbolCount(): number {
    return this.#symbols.length;
  }

  unit(number: number): Unit {
    const unit = this.units[number];
    if (unit === undefined) throw new RangeError(`The program has no file ${number}`);
    return unit;
  }

  unitAt(path: string): number | undefined {
    return this.#unitsByPath.get(path);
  }

  symbol(number: SymbolNumber): SymbolEntry {
    const entry = this.#symbols[number];
    if (entry === undefined) throw new RangeError(`The program has no symbol ${number}`);
    return entry;
  }

  symbolOf(unit: number, definition: number): SymbolNumber {
    return (this.#firstSymbols[unit] ?? 0) + definition;
  }

  /** Id of a symbol's node in the graph. */
  symbolId(number: SymbolNumber): string {
    const { unit, definition } = this.symbol(number);
    return (this.#symbolIds[number] ??= `${this.unit(unit).path}#${definition.qualifiedName}`);
  }

  /** Whether any file has a class of this name. */
  hasClassNamed(name: string): boolean {
    this.#classNames ??= new Set(
      this.#symbols
        .filter(({ definition }) => definition.kind === "class")
        .map(({ definition }) => definition.name),
    );
    return this.#classNames.has(name);
  }

  /** The module that a specifier in a file names; `null` when it is outside the tree. */
  resolveModule(unit: number, specifier: string): ModuleTarget | null {
    const known = this.#modulesOf(unit);
    let target = known.get(specifier);
    if (target === undefined) {
      const { path, language } = this.unit(unit);
      target = this.resolverOf(language).resolve(path, specifier);
      if (target?.kind === "package" && !this.packages.has(language, target.key)) target = null;
      known.set(specifier, target);
    }
    return target;
  }

  #modulesOf(unit: number): Map<string, ModuleTarget | null> {
    const known = this.#modulesOfUnits[unit];
    if (known !== undefined) return known;
    const { path, language } = this.unit(unit);
    const key = `${language.family}\n${path.slice(0, path.lastIndexOf("/") + 1)}`;
    const modules = this.#modules.get(key) ?? new Map<string, ModuleTarget | null>();
    this.#modules.set(key, modules);
    this.#modulesOfUnits[unit] = modules;
    return modules;
  }

  resolverOf(language: Language): ModuleResolver {
    let resolver = this.#resolvers.get(language.family);
    if (resolver === undefined) {
      resolver = language.createResolver(this.#index);
      this.#resolvers.set(language.family, resolver);
    }
    return resolver;
  }
}
