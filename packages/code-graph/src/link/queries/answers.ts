import { hash } from "node:crypto";
import type { ModuleTarget } from "../../languages/language.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import type { SymbolNumber } from "../evaluate/value.js";
import type { Program } from "../program/program.js";
import { NO_SYMBOL } from "../program/symbol-table.js";
import type { Questions, SymbolReference } from "./questions.js";

const NOTHING = "-";

/** Answers the questions of files, also those that an earlier scan asked. Asks the program without being noted in its log. */
export class Answers {
  readonly #program: Program;
  readonly #hierarchy: ClassHierarchy;
  #structuralTypes: string | null = null;

  /** @param hierarchy its members that stand outside their types are known; bases, where they are asked for, settled. */
  constructor(program: Program, hierarchy: ClassHierarchy) {
    this.#program = program;
    this.#hierarchy = hierarchy;
  }

  /** Hash of all answers. */
  hashOf(questions: Questions): string {
    return this.#program.unnoted(() => hash("sha1", JSON.stringify(this.#answer(questions))));
  }

  #answer(questions: Questions): unknown[] {
    const { packages } = this.#program;
    return [
      questions.interfaces.map((path) => this.#interfaceAt(path)),
      questions.members.map((reference) => this.#about(reference, (symbol) => this.#membersOf(symbol))),
      questions.bases.map((reference) => this.#about(reference, (symbol) => this.#basesOf(symbol))),
      questions.overrides.map(([path, definition, qualifiedName, name]) =>
        this.#about([path, definition, qualifiedName], (symbol) => this.#overridesOf(symbol, name)),
      ),
      questions.modules.map(([path, specifier]) =>
        this.#from(path, (unit) => this.#program.resolveModule(unit, specifier)),
      ),
      questions.submodules.map(([path, kind, target, name]) =>
        this.#from(path, (unit) => this.#program.submodule(unit, targetOf(kind, target), name)),
      ),
      questions.packages.map((key) => [packages.nameOf(key), this.#pathsOf(packages.unitsOf(key))]),
      questions.packageNames.map(([key, name]) => this.#pathsOf(packages.unitsNaming(key, name))),
      questions.classNames.map((name) => this.#program.symbols.hasClassNamed(name)),
      questions.structuralTypes ? this.#allStructuralTypes() : NOTHING,
    ];
  }

  #interfaceAt(path: string): string {
    const unit = this.#program.unitAt(path);
    return unit === undefined ? NOTHING : this.#program.interfaceHashOf(unit);
  }

  #about<T>(reference: SymbolReference, answer: (symbol: SymbolNumber) => T): T | typeof NOTHING {
    const symbol = this.#program.symbolAt(reference);
    return symbol === NO_SYMBOL ? NOTHING : answer(symbol);
  }

  #from<T>(path: string, answer: (unit: number) => T): T | typeof NOTHING {
    const unit = this.#program.unitAt(path);
    return unit === undefined ? NOTHING : answer(unit);
  }

  #membersOf(symbol: SymbolNumber): string[] {
    return this.#hierarchy.describeMembers(symbol);
  }

  #basesOf(symbol: SymbolNumber): unknown[] {
    const { bases, hasForeign } = this.#hierarchy.classBasesOf(symbol);
    return [hasForeign, ...bases.map((base) => this.#program.symbolId(base))];
  }

  #overridesOf(symbol: SymbolNumber, name: string): string[][] {
    return this.#hierarchy
      .functionsBelow(symbol, name)
      .map((functions) => functions.map((found) => this.#program.symbolId(found)));
  }

  #pathsOf(units: readonly number[]): string[] {
    return units.map((unit) => this.#program.unit(unit).path);
  }

  /** Everything that decides which types implement which interfaces: all of it, since any type may come to. */
  #allStructuralTypes(): string {
    const { symbols } = this.#program;
    const types: unknown[] = [];
    for (let symbol = 0; this.#structuralTypes === null && symbol < symbols.symbolCount; symbol++) {
      if (!symbols.isClass(symbol)) continue;
      if (this.#program.languageOf(symbol).semantics.dispatch !== "structural") continue;
      const unit = symbols.unitOf(symbol);
      types.push([this.#program.symbolId(symbol), this.#program.interfaceHashOf(unit)]);
      types.push([this.#membersOf(symbol), this.#basesOf(symbol)]);
    }
    this.#structuralTypes ??= hash("sha1", JSON.stringify(types));
    return this.#structuralTypes;
  }
}

function targetOf(kind: ModuleTarget["kind"], target: string): ModuleTarget {
  return kind === "package" ? { kind, key: target } : { kind, path: target };
}
