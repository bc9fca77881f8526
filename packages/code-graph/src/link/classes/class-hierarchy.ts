import type { Binding, Definition } from "../../facts/file-facts.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { PlacedAttribute, SymbolNumber, Value } from "../evaluate/value.js";
import type { Program } from "../program/program.js";
import { NO_FUNCTION } from "../program/symbol-table.js";
import { OutsideMembers } from "./outside-members.js";

/** What a class itself says of a member name. */
export interface OwnMember {
  readonly symbol: SymbolNumber;
  readonly bindings: readonly Binding[];
  readonly attributes: readonly PlacedAttribute[];
}

interface LookupOrder {
  readonly order: readonly SymbolNumber[];
  readonly isCircular: boolean;
}

const NO_BASES: ClassBases = { bases: [], hasForeign: false };

/** Bases within the tree, in the order written, and whether there are others. */
export interface ClassBases {
  readonly bases: readonly SymbolNumber[];
  /** Whether a base is not in the tree, or could not be told. */
  readonly hasForeign: boolean;
}

/**
 * Bases, order of lookup, derived classes and members of the program's classes.
 *
 * They are found file by file and then settled, members outside their types first, then bases. Until these are settled, a
 * class whose bases are asked for has them worked out anew for each file, so that no file's bases depend on which files
 * came before.
 */
export class ClassHierarchy {
  readonly #program: Program;
  readonly #evaluation: Evaluation;
  #isSettled = false;
  readonly #bases = new Map<SymbolNumber, ClassBases>();
  readonly #orders = new Map<SymbolNumber, readonly SymbolNumber[]>();
  readonly #outside: OutsideMembers;
  readonly #derived = new Map<SymbolNumber, SymbolNumber[]>();

  constructor(program: Program, evaluation: Evaluation) {
    this.#program = program;
    this.#evaluation = evaluation;
    this.#outside = new OutsideMembers(program);
  }

  /** The types that each of a file's members outside their types belongs to; leading to a type by its name needs no members. */
  findOutsideMembers(unit: number): readonly (readonly SymbolNumber[])[] {
    this.#begin();
    const { outsideMembers } = this.#program.unit(unit).facts;
    return outsideMembers.map(({ of, scope, at }) => {
      const values = this.#evaluation.evaluate(of, { unit, scope, at });
      const types = values.flatMap((value) =>
        value.kind === "class" || value.kind === "instance" ? [value.symbol] : [],
      );
      return [...new Set(types)];
    });
  }

  /** Adds what {@link findOutsideMembers} found for a file, once it was asked for all files. */
  addOutsideMembers(unit: number, types: readonly (readonly SymbolNumber[])[]): void {
    this.#outside.add(unit, types);
  }

  /** The bases of a file's classes that name any, by the number of their symbol. */
  findBases(unit: number): ReadonlyMap<SymbolNumber, ClassBases> {
    this.#begin();
    const { symbols } = this.#program;
    const first = symbols.firstOf(unit);
    const found = new Map<SymbolNumber, ClassBases>();
    for (let symbol = first; symbol < first + symbols.countOf(unit); symbol++) {
      if (!symbols.hasBases(symbol) || !symbols.isClass(symbol)) continue;
      found.set(symbol, this.classBasesOf(symbol));
      this.#program.trim();
    }
    return found;
  }

  /** Takes what {@link findBases} found, in the order of the symbols; from then on nothing changes. */
  settle(bases: Iterable<readonly [SymbolNumber, ClassBases]>): void {
    this.#begin();
    this.#isSettled = true;
    for (const [symbol, found] of bases) {
      this.#bases.set(symbol, found);
      for (const base of found.bases) {
        const known = this.#derived.get(base);
        if (known === undefined) this.#derived.set(base, [symbol]);
        else known.push(symbol);
      }
    }
  }

  /** Bases within the tree, in the order written. */
  basesOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    return this.classBasesOf(symbol).bases;
  }

  classBasesOf(symbol: SymbolNumber): ClassBases {
    this.#note(symbol);
    if (!this.#program.symbols.hasBases(symbol)) return NO_BASES;
    const known = this.#bases.get(symbol);
    if (known !== undefined || this.#isSettled) return known ?? NO_BASES;
    this.#bases.set(symbol, NO_BASES);
    const bases: SymbolNumber[] = [];
    const { unit, definition } = this.#program.symbol(symbol);
    const values = this.#baseValues(unit, definition);
    for (const value of values) {
      if (value.kind === "class" && value.symbol !== symbol && !bases.includes(value.symbol))
        bases.push(value.symbol);
    }
    const hasForeign =
      values.length < definition.bases.length || values.some((value) => value.kind !== "class");
    const found = { bases, hasForeign };
    this.#bases.set(symbol, found);
    return found;
  }

  /** Bases are evaluated in the scope around the class. */
  #baseValues(unit: number, { bases, scope, start }: Definition): readonly Value[] {
    const around = this.#program.unit(unit).facts.scopes[scope]?.parent ?? 0;
    return bases.flatMap((base) => this.#evaluation.evaluate(base, { unit, scope: around, at: start }));
  }

  /** The order in which members are looked up: C3 where it exists, otherwise depth first. */
  orderOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    const { order } = this.#orderOf(symbol, new Set());
    // A known order was found without asking again.
    if (this.#program.log !== null) for (const ancestor of order) this.#note(ancestor);
    return order;
  }

  /**
   * Where bases go round in circles no order is kept: what it is then depends on the class that was asked for.
   *
   * @param below the classes on the way here.
   */
  #orderOf(symbol: SymbolNumber, below: Set<SymbolNumber>): LookupOrder {
    if (!this.#program.symbols.hasBases(symbol)) return { order: [symbol], isCircular: false };
    const known = this.#orders.get(symbol);
    if (known !== undefined) return { order: known, isCircular: false };
    if (below.has(symbol)) return { order: [symbol], isCircular: true };
    below.add(symbol);
    const bases = this.basesOf(symbol);
    const parts = bases.map((base) => this.#orderOf(base, below));
    below.delete(symbol);
    const order = [symbol, ...mergeOrders([...parts.map((part) => part.order), bases])];
    const isCircular = parts.some((part) => part.isCircular);
    if (!isCircular) this.#orders.set(symbol, order);
    return { order, isCircular };
  }

  /** Whether members may come from a base that is not in the tree or could not be told. */
  hasForeignBase(symbol: SymbolNumber): boolean {
    return this.orderOf(symbol).some((ancestor) => this.#bases.get(ancestor)?.hasForeign === true);
  }

  isDerivedFrom(symbol: SymbolNumber, ancestor: SymbolNumber): boolean {
    return this.orderOf(symbol).includes(ancestor);
  }

  /** All classes below `symbol`, without itself, in program order. */
  #derivedOf(symbol: SymbolNumber): readonly SymbolNumber[] {
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
    this.#program.log?.membersOf(symbol);
    const outside = this.#outside.attributesOf(symbol, name);
    const isInFile = this.#program.symbols.hasMember(symbol, name);
    if (!isInFile && outside.length === 0) return null;
    const { unit, definition } = this.#program.symbol(symbol);
    const names = this.#program.unit(unit).facts.scopes[definition.scope]?.names ?? {};
    const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
    const inFile = isInFile ? (this.#attributesIn(unit).get(symbol)?.get(name) ?? []) : [];
    const attributes = outside.length === 0 ? inFile : [...inFile, ...outside];
    return { symbol, bindings, attributes };
  }

  /** Names of the functions that the class itself has. */
  ownFunctionNames(symbol: SymbolNumber): readonly string[] {
    this.#program.log?.membersOf(symbol);
    return [...this.#program.symbols.functionNamesOf(symbol), ...this.#outside.functionNamesOf(symbol)];
  }

  /** Functions that the classes below `symbol` themselves define as `name`, class by class. */
  functionsBelow(symbol: SymbolNumber, name: string): readonly (readonly SymbolNumber[])[] {
    this.#program.log?.overridesOf(symbol, name);
    return this.#derivedOf(symbol).map((derived) => this.#ownFunctions(derived, name));
  }

  /** Functions that the class itself defines as `name`, in or outside its text. */
  ownFunctions(symbol: SymbolNumber, name: string): readonly SymbolNumber[] {
    this.#program.log?.membersOf(symbol);
    return this.#ownFunctions(symbol, name);
  }

  /** Functions that stand outside the text of the class. */
  outsideFunctions(symbol: SymbolNumber): readonly SymbolNumber[] {
    this.#program.log?.membersOf(symbol);
    return this.#outside.allFunctionsOf(symbol);
  }

  /** All members that the class itself has, as text, in their order. */
  describeMembers(symbol: SymbolNumber): string[] {
    const inside = this.#program.symbols.membersOf(symbol);
    return [
      ...inside.map(([name, member]) => [name, "", member] as const),
      ...this.#outside.describe(symbol),
    ].map(([name, place, member]) =>
      [name, place, member === NO_FUNCTION ? "" : this.#program.symbolId(member)].join("\n"),
    );
  }

  /** The first class of a lookup order that has the member. */
  findMember(order: readonly SymbolNumber[], name: string): OwnMember | null {
    for (const symbol of order) {
      const member = this.ownMember(symbol, name);
      if (member !== null) return member;
    }
    return null;
  }

  /** Attributes that a file sets on objects of its own classes. */
  #attributesIn(unit: number): Map<SymbolNumber, Map<string, PlacedAttribute[]>> {
    const loaded = this.#program.loaded(unit);
    if (loaded.attributes !== null) return loaded.attributes;
    const all = new Map<SymbolNumber, Map<string, PlacedAttribute[]>>();
    for (const { definition, name, value, scope, at } of loaded.facts.attributes) {
      const symbol = this.#program.symbolOf(unit, definition);
      const byName = all.get(symbol) ?? new Map<string, PlacedAttribute[]>();
      all.set(symbol, byName);
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [{ unit, value, scope, at }]);
      else known.push({ unit, value, scope, at });
    }
    loaded.attributes = all;
    return all;
  }

  #ownFunctions(symbol: SymbolNumber, name: string): readonly SymbolNumber[] {
    return [...this.#program.symbols.functionsOf(symbol, name), ...this.#outside.functionsOf(symbol, name)];
  }

  /** Bases that are not settled are found out by asking for other things, which are noted themselves. */
  #note(symbol: SymbolNumber): void {
    if (this.#isSettled) this.#program.log?.basesOf(symbol);
    else this.#program.log?.interfaceOf(this.#program.symbols.unitOf(symbol));
  }

  #begin(): void {
    this.#program.begin();
    this.#bases.clear();
    this.#orders.clear();
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
