import type { Attribute, Binding } from "../facts/file-facts.js";
import type { Program } from "./program.js";
import type { SymbolNumber, Value } from "./value.js";

/** What evaluates the bases of a class; the hierarchy is asked while expressions are evaluated, and the other way round. */
export type EvaluateBases = (symbol: SymbolNumber) => readonly Value[];

/** What a class itself says of a member name. */
export interface OwnMember {
  readonly symbol: SymbolNumber;
  readonly bindings: readonly Binding[];
  readonly attributes: readonly Attribute[];
}

/** Bases, order of lookup, derived classes and members of the program's classes. */
export class ClassHierarchy {
  readonly #program: Program;
  readonly #evaluateBases: EvaluateBases;
  readonly #bases = new Map<SymbolNumber, readonly SymbolNumber[]>();
  readonly #withForeignBase = new Set<SymbolNumber>();
  readonly #orders = new Map<SymbolNumber, readonly SymbolNumber[]>();
  readonly #attributes = new Map<SymbolNumber, Map<string, Attribute[]>>();
  #derived: Map<SymbolNumber, SymbolNumber[]> | null = null;

  constructor(program: Program, evaluateBases: EvaluateBases) {
    this.#program = program;
    this.#evaluateBases = evaluateBases;
    program.units.forEach((unit, number) => {
      for (const attribute of unit.facts.attributes) {
        const symbol = program.symbolOf(number, attribute.definition);
        const byName = this.#attributes.get(symbol) ?? new Map<string, Attribute[]>();
        this.#attributes.set(symbol, byName);
        const known = byName.get(attribute.name);
        if (known === undefined) byName.set(attribute.name, [attribute]);
        else known.push(attribute);
      }
    });
  }

  /** Bases within the tree, in the order written. */
  basesOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    const known = this.#bases.get(symbol);
    if (known !== undefined) return known;
    this.#bases.set(symbol, []);
    const bases: SymbolNumber[] = [];
    const values = this.#evaluateBases(symbol);
    for (const value of values) {
      if (value.kind === "class" && value.symbol !== symbol && !bases.includes(value.symbol))
        bases.push(value.symbol);
    }
    if (
      values.length < this.#program.symbol(symbol).definition.bases.length ||
      values.some((v) => v.kind !== "class")
    )
      this.#withForeignBase.add(symbol);
    this.#bases.set(symbol, bases);
    return bases;
  }

  /** The order in which members are looked up: C3 where it exists, otherwise depth first. */
  orderOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    const known = this.#orders.get(symbol);
    if (known !== undefined) return known;
    this.#orders.set(symbol, [symbol]);
    const bases = this.basesOf(symbol);
    const order = [symbol, ...mergeOrders([...bases.map((base) => this.orderOf(base)), bases])];
    this.#orders.set(symbol, order);
    return order;
  }

  /** Whether members may come from a base that is not in the tree or could not be told. */
  hasForeignBase(symbol: SymbolNumber): boolean {
    return this.orderOf(symbol).some((ancestor) => this.#withForeignBase.has(ancestor));
  }

  isDerivedFrom(symbol: SymbolNumber, ancestor: SymbolNumber): boolean {
    return this.orderOf(symbol).includes(ancestor);
  }

  /** All classes below `symbol`, without itself, in program order. */
  derivedOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    this.#derived ??= this.#collectDerived();
    const found = new Set<SymbolNumber>();
    const open = [...(this.#derived.get(symbol) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next) || next === symbol) continue;
      found.add(next);
      open.push(...(this.#derived.get(next) ?? []));
    }
    return [...found].sort((a, b) => a - b);
  }

  /** What the class itself says of `name`, without its bases; `null` when nothing. */
  ownMember(symbol: SymbolNumber, name: string): OwnMember | null {
    const { unit, definition } = this.#program.symbol(symbol);
    const names = this.#program.unit(unit).facts.scopes[definition.scope]?.names ?? {};
    const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
    const attributes = this.#attributes.get(symbol)?.get(name) ?? [];
    return bindings.length === 0 && attributes.length === 0 ? null : { symbol, bindings, attributes };
  }

  /** The first class of a lookup order that has the member. */
  findMember(order: readonly SymbolNumber[], name: string): OwnMember | null {
    for (const symbol of order) {
      const member = this.ownMember(symbol, name);
      if (member !== null) return member;
    }
    return null;
  }

  #collectDerived(): Map<SymbolNumber, SymbolNumber[]> {
    const derived = new Map<SymbolNumber, SymbolNumber[]>();
    for (let symbol = 0; symbol < this.#program.symbolCount; symbol++) {
      if (this.#program.symbol(symbol).definition.kind !== "class") continue;
      for (const base of this.basesOf(symbol)) {
        const known = derived.get(base);
        if (known === undefined) derived.set(base, [symbol]);
        else known.push(symbol);
      }
    }
    return derived;
  }
}

function mergeOrders(lists: readonly (readonly SymbolNumber[])[]): SymbolNumber[] {
  let open = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const merged: SymbolNumber[] = [];
  while (open.length > 0) {
    const isFree = (candidate: SymbolNumber): boolean => !open.some((list) => list.indexOf(candidate) > 0);
    const next = (open.find((list) => isFree(list[0] ?? -1)) ?? open[0])?.[0];
    if (next === undefined) break;
    if (!merged.includes(next)) merged.push(next);
    open = open.map((list) => list.filter((symbol) => symbol !== next)).filter((list) => list.length > 0);
  }
  return merged;
}
