import type { ModuleTarget } from "../../languages/language.js";
import type { SymbolNumber } from "../evaluate/value.js";
import type { Questions, SymbolReference } from "./questions.js";

/** What a log needs to know of the program to name files and symbols for later scans. */
export interface SymbolNames {
  readonly pathOf: (unit: number) => string;
  readonly referenceTo: (symbol: SymbolNumber) => SymbolReference;
}

/** Notes what resolving a file asks of the tree. Very many questions are asked again and again: each is noted once. */
export class QuestionLog {
  readonly #names: SymbolNames;
  readonly #interfaces = new Set<number>();
  readonly #members = new Set<SymbolNumber>();
  readonly #bases = new Set<SymbolNumber>();
  readonly #overrides = new Map<SymbolNumber, Set<string>>();
  readonly #modules = new Map<number, Set<string>>();
  readonly #submodules = new Map<string, Questions["submodules"][number]>();
  readonly #packages = new Set<string>();
  readonly #packageNames = new Map<string, Set<string>>();
  readonly #classNames = new Set<string>();
  #structuralTypes = false;
  #lastUnit = -1;

  constructor(names: SymbolNames) {
    this.#names = names;
  }

  interfaceOf(unit: number): void {
    if (unit === this.#lastUnit) return;
    this.#lastUnit = unit;
    this.#interfaces.add(unit);
  }

  membersOf(symbol: SymbolNumber): void {
    this.#members.add(symbol);
  }

  basesOf(symbol: SymbolNumber): void {
    this.#bases.add(symbol);
  }

  overridesOf(symbol: SymbolNumber, name: string): void {
    addTo(this.#overrides, symbol, name);
  }

  module(unit: number, specifier: string): void {
    addTo(this.#modules, unit, specifier);
  }

  submodule(unit: number, of: ModuleTarget, name: string): void {
    const target = of.kind === "package" ? of.key : of.path;
    const question = [this.#names.pathOf(unit), of.kind, target, name] as const;
    this.#submodules.set(question.join("\n"), question);
  }

  package(key: string): void {
    this.#packages.add(key);
  }

  packageName(key: string, name: string): void {
    addTo(this.#packageNames, key, name);
  }

  className(name: string): void {
    this.#classNames.add(name);
  }

  structuralTypes(): void {
    this.#structuralTypes = true;
  }

  /** Gives what was asked since the last time, by or for the file `unit`, whose own content need not be asked for. */
  take(unit: number): Questions {
    const { pathOf, referenceTo } = this.#names;
    this.#interfaces.delete(unit);
    const questions: Questions = {
      interfaces: [...this.#interfaces].map(pathOf),
      members: [...this.#members].map(referenceTo),
      bases: [...this.#bases].map(referenceTo),
      overrides: pairs(this.#overrides).map(([symbol, name]) => [...referenceTo(symbol), name]),
      modules: pairs(this.#modules).map(([from, specifier]) => [pathOf(from), specifier]),
      submodules: [...this.#submodules.values()],
      packages: [...this.#packages],
      packageNames: pairs(this.#packageNames),
      classNames: [...this.#classNames],
      structuralTypes: this.#structuralTypes,
    };
    this.#clear();
    return questions;
  }

  #clear(): void {
    for (const noted of [
      this.#interfaces,
      this.#members,
      this.#bases,
      this.#overrides,
      this.#modules,
      this.#submodules,
      this.#packages,
      this.#packageNames,
      this.#classNames,
    ])
      noted.clear();
    this.#structuralTypes = false;
    this.#lastUnit = -1;
  }
}

function addTo<K>(sets: Map<K, Set<string>>, key: K, value: string): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

function pairs<K>(sets: ReadonlyMap<K, ReadonlySet<string>>): (readonly [K, string])[] {
  return [...sets].flatMap(([key, values]) => [...values].map((value) => [key, value] as const));
}
