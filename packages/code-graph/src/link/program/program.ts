import type { FileFacts } from "../../facts/file-facts.js";
import type { LanguageRules, SourceIndex } from "../../languages/language.js";
import { NO_SYMBOL, type SymbolNumber, type Value } from "../evaluate/value.js";
import type { FileInterface, SymbolReference, TreeNumbers } from "../queries/tree-numbers.js";
import { FactsCache } from "./facts-cache.js";
import type { FactsSource } from "./facts-source.js";
import { InclusionTable } from "./inclusions.js";
import type { LoadedUnit } from "./loaded-unit.js";
import { MentionTable } from "./mention-table.js";
import { ModuleResolution } from "./module-resolution.js";
import { Packages } from "./packages.js";
import { SymbolTable } from "./symbol-table.js";

/**
 * The files of a scan in tables, and what finds files and symbols among them. The facts of most files are not in memory:
 * what is asked of all files is in the tables, and the rest is read again.
 */
export class Program implements TreeNumbers {
  readonly packages = new Packages();
  readonly symbols = new SymbolTable();
  readonly mentions = new MentionTable();
  readonly cache: FactsCache;
  readonly #units: ProgramUnit[] = [];
  readonly #unitsByPath = new Map<string, number>();
  readonly #withOutOfLineMembers: number[] = [];
  readonly inclusions = new InclusionTable({
    resolve: (unit, specifier) => this.#unitNamed(unit, specifier),
    pathOf: (unit) => this.pathOf(unit),
  });
  readonly #interfaceHashes: string[] = [];
  #modules: ModuleResolution | null = null;
  #hasFolder: SourceIndex["hasFolder"] = () => false;

  /** @param mostWeight - how much of the facts may be in memory; for tests. */
  constructor(source: FactsSource, mostWeight?: number) {
    this.cache = new FactsCache((unit) => source.factsOf(unit), mostWeight);
  }

  /** Adds the next file; in the order of their paths, so that every decision is the same in every scan of the same files. */
  addUnit(path: string, language: LanguageRules, facts: FileFacts): void {
    const number = this.#units.length;
    this.#units.push(new ProgramUnit(path, language, number, this));
    this.#interfaceHashes.push(facts.interfaceHash ?? "");
    this.#unitsByPath.set(path, number);
    this.symbols.addUnit(facts);
    this.packages.addUnit(path, language, facts);
    this.mentions.addUnit(path, facts);
    if (language.semantics.names.seesIncluded)
      this.inclusions.add(
        number,
        facts.imports.map(({ specifier }) => specifier),
      );
    if (facts.outOfLineMembers.length > 0) this.#withOutOfLineMembers.push(number);
  }

  #unitNamed(unit: number, specifier: string): number | null {
    const target = this.modules.resolve(this.unit(unit), specifier);
    return target?.kind === "file" ? (this.unitAt(target.path) ?? null) : null;
  }

  /** Ends adding: from now on modules can be found. */
  complete(index: SourceIndex): void {
    this.#hasFolder = (path) => index.hasFolder(path);
    this.#modules = new ModuleResolution(index, (language, key) => this.packages.has(language, key));
  }

  /** The path where a file or folder is there; the root is `""`. */
  placeAt(path: string): string | null {
    if (this.#unitsByPath.has(path)) return path;
    return this.#hasFolder(path === "" ? "." : path) ? path || "." : null;
  }

  get modules(): ModuleResolution {
    if (this.#modules === null) throw new Error("The program is asked for modules before it is complete");
    return this.#modules;
  }

  get unitCount(): number {
    return this.#units.length;
  }

  /** Files that define members of types elsewhere. */
  get unitsWithOutOfLineMembers(): readonly number[] {
    return this.#withOutOfLineMembers;
  }

  /** What a file offers to others; whoever resolves files asks for it by way of `TreeQueries`. */
  unit(number: number): FileInterface {
    const unit = this.#units[number];
    if (unit === undefined) throw new RangeError(`The program has no file ${number}`);
    return unit;
  }

  /** See `interfaceHash`; `""` where none was given. */
  interfaceHashOf(unit: number): string {
    return this.#interfaceHashes[unit] ?? "";
  }

  pathOf(unit: number): string {
    return this.unit(unit).path;
  }

  languageOf(unit: number): LanguageRules {
    return this.unit(unit).language;
  }

  unitAt(path: string): number | undefined {
    return this.#unitsByPath.get(path);
  }

  unitOf(symbol: SymbolNumber): number {
    return this.symbols.unitOf(symbol);
  }

  symbolOf(unit: number, definition: number): SymbolNumber {
    return this.symbols.firstOf(unit) + definition;
  }

  symbolId(symbol: SymbolNumber): string {
    return `${this.pathOf(this.symbols.unitOf(symbol))}#${this.symbols.qualifiedName(symbol)}`;
  }

  referenceTo(symbol: SymbolNumber): SymbolReference {
    const unit = this.symbols.unitOf(symbol);
    return [this.pathOf(unit), symbol - this.symbols.firstOf(unit), this.symbols.qualifiedName(symbol)];
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
}

class ProgramUnit implements FileInterface {
  readonly path: string;
  readonly language: LanguageRules;
  readonly #number: number;
  readonly #program: Program;

  constructor(path: string, language: LanguageRules, number: number, program: Program) {
    this.path = path;
    this.language = language;
    this.#number = number;
    this.#program = program;
  }

  get facts(): FileFacts {
    return this.found.facts;
  }

  get found(): LoadedUnit {
    return this.#program.cache.get(this.#number);
  }

  get packageKey(): string | null {
    return this.#program.packages.keyOfUnit(this.#number);
  }

  valueOf(symbol: SymbolNumber): Value {
    return this.#program.symbols.valueOf(symbol);
  }

  namesBases(symbol: SymbolNumber): boolean {
    return this.#program.symbols.hasBases(symbol);
  }

  named(name: string): SymbolNumber {
    return this.#program.symbols.inModule(this.#number, name);
  }

  exported(name: string): SymbolNumber {
    return this.#program.symbols.exportedBy(this.#number, name);
  }
}
