import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import type { Program } from "../program.js";
import type { Site, SymbolNumber, Value } from "../value.js";

/** What evaluates bases and types; the hierarchy is asked while expressions are evaluated, and the other way round. */
export interface HierarchyEvaluation {
  basesOf(symbol: SymbolNumber): readonly Value[];
  classesOf(expression: Expression, site: Site): readonly SymbolNumber[];
}

/** An attribute with the file that sets it. */
export interface PlacedAttribute {
  readonly unit: number;
  readonly value: Expression;
  readonly scope: number;
  readonly at: number;
}

/** What a class itself says of a member name. */
export interface OwnMember {
  readonly symbol: SymbolNumber;
  readonly bindings: readonly Binding[];
  readonly attributes: readonly PlacedAttribute[];
}

/** Bases, order of lookup, derived classes and members of the program's classes. */
export class ClassHierarchy {
  readonly #program: Program;
  readonly #evaluation: HierarchyEvaluation;
  readonly #bases = new Map<SymbolNumber, readonly SymbolNumber[]>();
  readonly #withForeignBase = new Set<SymbolNumber>();
  readonly #orders = new Map<SymbolNumber, readonly SymbolNumber[]>();
  #attributes: Map<SymbolNumber, Map<string, PlacedAttribute[]>> | null = null;
  #derived: Map<SymbolNumber, SymbolNumber[]> | null = null;

  constructor(program: Program, evaluation: HierarchyEvaluation) {
    this.#program = program;
    this.#evaluation = evaluation;
  }

  /** Bases within the tree, in the order written. */
  basesOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    const known = this.#bases.get(symbol);
    if (known !== undefined) return known;
    this.#bases.set(symbol, []);
    const bases: SymbolNumber[] = [];
    const values = this.#evaluation.basesOf(symbol);
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
    this.#attributes ??= this.#collectAttributes();
    const attributes = this.#attributes.get(symbol)?.get(name) ?? [];
    return bindings.length === 0 && attributes.length === 0 ? null : { symbol, bindings, attributes };
  }

  /** Names of the functions that the class itself has. */
  ownFunctionNames(symbol: SymbolNumber): readonly string[] {
    const { unit, definition } = this.#program.symbol(symbol);
    const { scopes } = this.#program.unit(unit).facts;
    const names = Object.entries(scopes[definition.scope]?.names ?? {})
      .filter(([, bindings]) => bindings.some(({ value }) => value[0] === "definition"))
      .map(([name]) => name);
    this.#attributes ??= this.#collectAttributes();
    for (const [name, attributes] of this.#attributes.get(symbol) ?? [])
      if (attributes.some(({ value }) => value[0] === "definition")) names.push(name);
    return names;
  }

  /** Functions that the class itself defines as `name`, in or outside its text. */
  ownFunctions(symbol: SymbolNumber, name: string): readonly SymbolNumber[] {
    const member = this.ownMember(symbol, name);
    if (member === null) return [];
    const { unit } = this.#program.symbol(symbol);
    const found: SymbolNumber[] = [];
    for (const { value } of member.bindings)
      if (value[0] === "definition") found.push(this.#program.symbolOf(unit, value[1]));
    for (const { unit: from, value } of member.attributes)
      if (value[0] === "definition") found.push(this.#program.symbolOf(from, value[1]));
    return found.filter((function_) => this.#program.symbol(function_).definition.kind === "function");
  }

  /** The first class of a lookup order that has the member. */
  findMember(order: readonly SymbolNumber[], name: string): OwnMember | null {
    for (const symbol of order) {
      const member = this.ownMember(symbol, name);
      if (member !== null) return member;
    }
    return null;
  }

  #collectAttributes(): Map<SymbolNumber, Map<string, PlacedAttribute[]>> {
    const all = new Map<SymbolNumber, Map<string, PlacedAttribute[]>>();
    // Leading to a class by its name needs no members: those that are not collected yet are not missed.
    this.#attributes = all;
    const add = (symbol: SymbolNumber, name: string, attribute: PlacedAttribute): void => {
      const byName = all.get(symbol) ?? new Map<string, PlacedAttribute[]>();
      all.set(symbol, byName);
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [attribute]);
      else known.push(attribute);
    };
    this.#program.units.forEach(({ facts }, unit) => {
      for (const { definition, name, value, scope, at } of facts.attributes)
        add(this.#program.symbolOf(unit, definition), name, { unit, value, scope, at });
      for (const { of, name, value, scope, at } of facts.outsideMembers)
        for (const symbol of this.#evaluation.classesOf(of, { unit, scope, at }))
          add(symbol, name, { unit, value, scope, at });
    });
    return all;
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
