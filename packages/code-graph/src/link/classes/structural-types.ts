import type { SymbolNumber } from "../evaluate/value.js";
import type { Program } from "../program/program.js";
import type { ClassHierarchy } from "./class-hierarchy.js";

/**
 * Which types have all methods of an interface, in languages where that alone makes them implement it (Go). Methods count
 * with what a type gets from the types embedded in it; parameters and results must be the same, as far as their text tells.
 */
export class StructuralTypes {
  readonly #program: Program;
  readonly #hierarchy: ClassHierarchy;
  readonly #implementers = new Map<SymbolNumber, readonly SymbolNumber[]>();
  /** Types by the names of all methods that they have. */
  #byMethod: Map<string, SymbolNumber[]> | null = null;

  constructor(program: Program, hierarchy: ClassHierarchy) {
    this.#program = program;
    this.#hierarchy = hierarchy;
  }

  /** What runs where `method` of an interface is called, besides the interface's own entry. */
  implementationsOf(method: SymbolNumber): readonly SymbolNumber[] {
    const { unit, definition } = this.#program.symbol(method);
    const owner = this.#program.symbolOf(unit, definition.parent);
    if (definition.parent < 0 || !this.#isInterface(owner)) return [];
    const found = new Set<SymbolNumber>();
    for (const type of this.#implementersOf(owner)) {
      const implementation = this.#methodOf(type, definition.name);
      if (implementation !== null && !this.#isDeclared(implementation)) found.add(implementation);
    }
    return [...found];
  }

  #implementersOf(owner: SymbolNumber): readonly SymbolNumber[] {
    this.#program.log?.structuralTypes();
    const known = this.#implementers.get(owner);
    if (known !== undefined) return known;
    const methods = this.#methodNames(owner);
    const [first] = methods;
    // What an interface from outside the tree asks for can't be checked.
    const isKnown = first !== undefined && !this.#hierarchy.hasForeignBase(owner);
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
    const a = this.#program.symbol(wanted).definition.shape ?? [];
    const b = this.#program.symbol(offered).definition.shape ?? [];
    return (
      a.length === b.length && a.every((part, index) => part === b[index] || part === "_" || b[index] === "_")
    );
  }

  #methodOf(type: SymbolNumber, name: string): SymbolNumber | null {
    for (const ancestor of this.#hierarchy.orderOf(type)) {
      const method = this.#hierarchy.ownFunctions(ancestor, name).at(-1);
      if (method !== undefined) return method;
    }
    return null;
  }

  #methodNames(type: SymbolNumber): readonly string[] {
    return [
      ...new Set(
        this.#hierarchy.orderOf(type).flatMap((ancestor) => this.#hierarchy.ownFunctionNames(ancestor)),
      ),
    ];
  }

  #collect(): Map<string, SymbolNumber[]> {
    const byMethod = new Map<string, SymbolNumber[]>();
    for (let symbol = 0; symbol < this.#program.symbols.symbolCount; symbol++) {
      if (!this.#program.symbols.isClass(symbol)) continue;
      const { dispatch } = this.#program.languageOf(symbol).semantics;
      if (dispatch !== "structural" || this.#isInterface(symbol)) continue;
      for (const name of this.#methodNames(symbol)) {
        const known = byMethod.get(name);
        if (known === undefined) byMethod.set(name, [symbol]);
        else known.push(symbol);
      }
    }
    return byMethod;
  }

  #isInterface(symbol: SymbolNumber): boolean {
    return this.#program.symbols.isInterface(symbol);
  }

  #isDeclared(symbol: SymbolNumber): boolean {
    return this.#program.symbol(symbol).definition.traits.includes("declaration");
  }
}
