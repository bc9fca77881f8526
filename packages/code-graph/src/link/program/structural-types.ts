import { hash } from "node:crypto";
import type { Definition } from "../../facts/file-facts.js";
import type { SymbolNumber } from "../evaluate/value.js";
import type { ClassTable } from "./class-table.js";
import type { Program } from "./program.js";

/**
 * Which types have all methods of an interface, in languages where that alone makes them implement it (Go). Methods count
 * with what a type gets from the types embedded in it; parameters and results must be the same, as far as their text tells.
 */
export class StructuralTypes {
  readonly #program: Program;
  readonly #classes: ClassTable;
  readonly #implementers = new Map<SymbolNumber, readonly SymbolNumber[]>();
  /** Types by the names of all methods that they have. */
  #byMethod: Map<string, SymbolNumber[]> | null = null;

  #digest: string | null = null;

  constructor(program: Program, classes: ClassTable) {
    this.#program = program;
    this.#classes = classes;
  }

  /** What runs where `method` of an interface is called, besides the interface's own entry. */
  implementationsOf(method: SymbolNumber): readonly SymbolNumber[] {
    const { parent, name } = this.#definition(method);
    const owner = this.#program.symbolOf(this.#program.unitOf(method), parent);
    if (parent < 0 || !this.#isInterface(owner)) return [];
    const found = new Set<SymbolNumber>();
    for (const type of this.#implementersOf(owner)) {
      const implementation = this.#methodOf(type, name);
      if (implementation !== null && !this.#isDeclared(implementation)) found.add(implementation);
    }
    return [...found];
  }

  /** Hash of everything that decides which types implement which interfaces: all of it, since any type may come to. */
  digest(): string {
    const types: unknown[] = [];
    const { symbols } = this.#program;
    for (let symbol = 0; this.#digest === null && symbol < symbols.symbolCount; symbol++) {
      if (!symbols.isClass(symbol) || !this.#isStructural(symbol)) continue;
      const unit = symbols.unitOf(symbol);
      types.push([this.#program.symbolId(symbol), this.#program.interfaceHashOf(unit)]);
      types.push([this.#classes.describeMembers(symbol), this.#classes.describeBases(symbol)]);
    }
    this.#digest ??= hash("sha1", JSON.stringify(types));
    return this.#digest;
  }

  #implementersOf(owner: SymbolNumber): readonly SymbolNumber[] {
    const known = this.#implementers.get(owner);
    if (known !== undefined) return known;
    const methods = this.#methodNames(owner);
    const [first] = methods;
    // What an interface from outside the tree asks for can't be checked.
    const isKnown = first !== undefined && !this.#classes.hasForeignBase(owner);
    this.#byMethod ??= this.#collect();
    const candidates = isKnown ? (this.#byMethod.get(first) ?? []) : [];
    const found = candidates.filter((type) => methods.every((name) => this.#fits(owner, type, name)));
    this.#implementers.set(owner, found);
    return found;
  }

  #fits(owner: SymbolNumber, type: SymbolNumber, name: string): boolean {
    const wanted = this.#methodOf(owner, name);
    const offered = this.#methodOf(type, name);
    if (wanted === null || offered === null) return false;
    // A name that a package keeps to itself is another one elsewhere.
    const unit = this.#program.unitOf(wanted);
    const isPublic = this.#program.languageOf(unit).semantics.names.isPublic(name);
    if (!isPublic && this.#packageOf(unit) !== this.#packageOf(this.#program.unitOf(offered))) return false;
    const a = this.#definition(wanted).shape ?? [];
    const b = this.#definition(offered).shape ?? [];
    return (
      a.length === b.length && a.every((part, index) => part === b[index] || part === "_" || b[index] === "_")
    );
  }

  #methodOf(type: SymbolNumber, name: string): SymbolNumber | null {
    for (const ancestor of this.#classes.orderOf(type)) {
      const method = this.#classes.functionsOf(ancestor, name).at(-1);
      if (method !== undefined) return method;
    }
    return null;
  }

  #methodNames(type: SymbolNumber): readonly string[] {
    return [
      ...new Set(this.#classes.orderOf(type).flatMap((ancestor) => this.#classes.functionNamesOf(ancestor))),
    ];
  }

  #collect(): Map<string, SymbolNumber[]> {
    const byMethod = new Map<string, SymbolNumber[]>();
    for (let symbol = 0; symbol < this.#program.symbols.symbolCount; symbol++) {
      if (!this.#program.symbols.isClass(symbol)) continue;
      if (!this.#isStructural(symbol) || this.#isInterface(symbol)) continue;
      for (const name of this.#methodNames(symbol)) {
        const known = byMethod.get(name);
        if (known === undefined) byMethod.set(name, [symbol]);
        else known.push(symbol);
      }
    }
    return byMethod;
  }

  #packageOf(unit: number): string | null {
    return this.#program.unit(unit).packageKey;
  }

  #isStructural(symbol: SymbolNumber): boolean {
    const { semantics } = this.#program.languageOf(this.#program.unitOf(symbol));
    return semantics.types.dispatch === "structural";
  }

  #definition(symbol: SymbolNumber): Definition {
    const unit = this.#program.unitOf(symbol);
    const definition = this.#program.unit(unit).facts.definitions[symbol - this.#program.symbolOf(unit, 0)];
    if (definition === undefined) throw new RangeError(`The program has no symbol ${symbol}`);
    return definition;
  }

  #isInterface(symbol: SymbolNumber): boolean {
    return this.#program.symbols.isInterface(symbol);
  }

  #isDeclared(symbol: SymbolNumber): boolean {
    return this.#definition(symbol).traits.includes("declaration");
  }
}
