import type { Definition, FileFacts } from "../../facts/file-facts.js";
import type { Language, ModuleResolver, ModuleTarget, SourceIndex } from "../../languages/language.js";
import type { SymbolNumber } from "../evaluate/value.js";
import { QuestionLog } from "../queries/question-log.js";
import type { SymbolReference } from "../queries/questions.js";
import { type LoadedUnit, LoadedUnits } from "./loaded-units.js";
import { Packages } from "./packages.js";
import { NO_SYMBOL, SymbolTable } from "./symbol-table.js";

/** One file with its facts, which are read when they are asked for. */
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

/** Where a program's facts are read from. */
export interface FactsSource {
  /** The same facts that {@link Program.addUnit} was given for this file. */
  factsOf(unit: number): FileFacts;
}

/**
 * The files of a scan, with what finds files and symbols among them. The facts of most files are not in memory: what is
 * asked of all files is in tables, and the rest is read again.
 */
export class Program {
  readonly packages: Packages;
  readonly symbols = new SymbolTable();
  readonly #units: ProgramUnit[] = [];
  readonly #loaded: LoadedUnits;
  readonly #unitsByPath = new Map<string, number>();
  readonly #withOutsideMembers: number[] = [];
  readonly #resolvers = new Map<string, ModuleResolver>();
  readonly #interfaceHashes: string[] = [];
  #index: SourceIndex | null = null;
  #log: QuestionLog | null = null;
  /** What specifiers mean, shared by the files of one folder and language family. */
  readonly #modules = new Map<string, Map<string, ModuleTarget | null>>();

  /** @param mostWeight how much of the facts may be in memory; for tests. */
  constructor(source: FactsSource, mostWeight?: number) {
    this.#loaded = new LoadedUnits((unit) => source.factsOf(unit), mostWeight);
    this.packages = new Packages(this);
  }

  /** Adds the next file; in the order of their paths, so that every decision is the same in every scan of the same files. */
  addUnit(path: string, language: Language, facts: FileFacts): void {
    const number = this.#units.length;
    this.#units.push(new ProgramUnit(path, language, number, this));
    this.#interfaceHashes.push(facts.interfaceHash ?? "");
    this.#unitsByPath.set(path, number);
    this.symbols.addUnit(facts);
    this.packages.addUnit(path, language, facts);
    if (facts.outsideMembers.length > 0) this.#withOutsideMembers.push(number);
  }

  /** Ends adding. */
  complete(index: SourceIndex): void {
    this.#index = index;
  }

  /** From now on notes what is asked of the files, so that a later scan can tell whose answers changed. */
  startLog(): QuestionLog {
    this.#log = new QuestionLog({
      pathOf: (unit) => this.unit(unit).path,
      referenceTo: (symbol) => this.referenceTo(symbol),
    });
    return this.#log;
  }

  get log(): QuestionLog | null {
    return this.#log;
  }

  /** Asks something that is not to be noted. */
  unnoted<T>(ask: () => T): T {
    const log = this.#log;
    this.#log = null;
    try {
      return ask();
    } finally {
      this.#log = log;
    }
  }

  /** See `interfaceHash`; `""` where none was given. */
  interfaceHashOf(unit: number): string {
    return this.#interfaceHashes[unit] ?? "";
  }

  get unitCount(): number {
    return this.#units.length;
  }

  /** Files that define members of types elsewhere. */
  get unitsWithOutsideMembers(): readonly number[] {
    return this.#withOutsideMembers;
  }

  unit(number: number): Unit {
    const unit = this.#units[number];
    if (unit === undefined) throw new RangeError(`The program has no file ${number}`);
    return unit;
  }

  /** A file's facts with what was found out about them. */
  loaded(unit: number): LoadedUnit {
    this.#log?.interfaceOf(unit);
    return this.#loaded.get(unit);
  }

  factsOf(unit: number): FileFacts {
    return this.loaded(unit).facts;
  }

  /** Begins to resolve another file: what was found out for the last one is forgotten. */
  begin(): void {
    this.#loaded.begin();
    this.packages.forget();
  }

  /** Gives up facts that were not used for long; between two questions only. */
  trim(): void {
    if (this.#loaded.trim()) this.packages.forget();
  }

  /** Gives up all facts, at the end. */
  release(): void {
    this.#loaded.clear();
    this.packages.forget();
  }

  unitAt(path: string): number | undefined {
    return this.#unitsByPath.get(path);
  }

  symbol(number: SymbolNumber): SymbolEntry {
    const unit = this.symbols.unitOf(number);
    const index = number - this.symbols.firstOf(unit);
    const definition = this.loaded(unit).facts.definitions[index];
    if (definition === undefined) throw new RangeError(`The program has no symbol ${number}`);
    return { unit, definition, index };
  }

  symbolOf(unit: number, definition: number): SymbolNumber {
    return this.symbols.firstOf(unit) + definition;
  }

  /** Language of the file that a symbol stands in. */
  languageOf(symbol: SymbolNumber): Language {
    return this.unit(this.symbols.unitOf(symbol)).language;
  }

  /** Id of a symbol's node in the graph. */
  symbolId(number: SymbolNumber): string {
    return `${this.unit(this.symbols.unitOf(number)).path}#${this.symbols.qualifiedName(number)}`;
  }

  /** Names a symbol for later scans. */
  referenceTo(number: SymbolNumber): SymbolReference {
    const unit = this.symbols.unitOf(number);
    return [this.unit(unit).path, number - this.symbols.firstOf(unit), this.symbols.qualifiedName(number)];
  }

  /** The symbol that an earlier scan named so; {@link NO_SYMBOL} where there is none now. */
  symbolAt([path, definition, qualifiedName]: SymbolReference): SymbolNumber {
    const unit = this.#unitsByPath.get(path);
    if (unit === undefined) return NO_SYMBOL;
    const first = this.symbols.firstOf(unit);
    const count = this.symbols.countOf(unit);
    const isMeant = (index: number): boolean => this.symbols.qualifiedName(first + index) === qualifiedName;
    if (definition < count && isMeant(definition)) return first + definition;
    for (let index = 0; index < count; index++) if (isMeant(index)) return first + index;
    return NO_SYMBOL;
  }

  /** What `name` is inside a module, for the language of a file. */
  submodule(unit: number, of: ModuleTarget, name: string): ModuleTarget | null {
    this.#log?.submodule(unit, of, name);
    return this.resolverOf(this.unit(unit).language).submodule(of, name);
  }

  /** The module that a specifier in a file names; `null` when it is outside the tree. */
  resolveModule(unit: number, specifier: string): ModuleTarget | null {
    this.#log?.module(unit, specifier);
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
    const { path, language } = this.unit(unit);
    const key = `${language.family}\n${path.slice(0, path.lastIndexOf("/") + 1)}`;
    let modules = this.#modules.get(key);
    if (modules === undefined) {
      modules = new Map<string, ModuleTarget | null>();
      this.#modules.set(key, modules);
    }
    return modules;
  }

  resolverOf(language: Language): ModuleResolver {
    let resolver = this.#resolvers.get(language.family);
    if (resolver === undefined) {
      if (this.#index === null) throw new Error("The program is asked for modules before it is complete");
      resolver = language.createResolver(this.#index);
      this.#resolvers.set(language.family, resolver);
    }
    return resolver;
  }
}

class ProgramUnit implements Unit {
  readonly path: string;
  readonly language: Language;
  readonly #number: number;
  readonly #program: Program;

  constructor(path: string, language: Language, number: number, program: Program) {
    this.path = path;
    this.language = language;
    this.#number = number;
    this.#program = program;
  }

  get facts(): FileFacts {
    return this.#program.loaded(this.#number).facts;
  }
}
