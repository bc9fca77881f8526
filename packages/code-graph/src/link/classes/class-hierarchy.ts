import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import type { Program } from "../program.js";
import { NO_FUNCTION } from "../symbol-table.js";
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

/** A member that stands outside its type: the how-manieth of which file, and the function that it is. */
interface OutsideEntry {
  readonly unit: number;
  readonly index: number;
  readonly function: SymbolNumber;
}

const NO_BASES: readonly SymbolNumber[] = [];
const NO_ENTRIES: readonly OutsideEntry[] = [];

/** Bases, order of lookup, derived classes and members of the program's classes. */
export class ClassHierarchy {
  readonly #program: Program;
  readonly #evaluation: HierarchyEvaluation;
  readonly #bases = new Map<SymbolNumber, readonly SymbolNumber[]>();
  readonly #withForeignBase = new Set<SymbolNumber>();
  readonly #orders = new Map<SymbolNumber, readonly SymbolNumber[]>();
  /** Members that stand outside their types, by type and name. */
  readonly #outside = new Map<SymbolNumber, Map<string, OutsideEntry[]>>();
  readonly #derived = new Map<SymbolNumber, SymbolNumber[]>();

  constructor(program: Program, evaluation: HierarchyEvaluation) {
    this.#program = program;
    this.#evaluation = evaluation;
  }

  /**
   * Finds the members that stand outside their types, and the derived classes of all. Before anything else is asked:
   * it leads through all files, whose facts can be given up only between questions.
   */
  prepare(): void {
    const { symbols } = this.#program;
    // Leading to a class by its name needs no members: those that are not found yet are not missed.
    for (const unit of this.#program.unitsWithOutsideMembers) {
      this.#addOutsideMembers(unit);
      this.#program.trim();
    }
    for (let symbol = 0; symbol < symbols.symbolCount; symbol++) {
      if (!symbols.hasBases(symbol) || !symbols.isClass(symbol)) continue;
      for (const base of this.basesOf(symbol)) {
        const known = this.#derived.get(base);
        if (known === undefined) this.#derived.set(base, [symbol]);
        else known.push(symbol);
      }
      this.#program.trim();
    }
  }

  /** Bases within the tree, in the order written. */
  basesOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    if (!this.#program.symbols.hasBases(symbol)) return NO_BASES;
    const known = this.#bases.get(symbol);
    if (known !== undefined) return known;
    this.#bases.set(symbol, NO_BASES);
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
    if (!this.#program.symbols.hasBases(symbol)) return [symbol];
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
    const outside = this.#outside.get(symbol)?.get(name) ?? NO_ENTRIES;
    const isInFile = this.#program.symbols.hasMember(symbol, name);
    if (!isInFile && outside.length === 0) return null;
    const { unit, definition } = this.#program.symbol(symbol);
    const names = this.#program.unit(unit).facts.scopes[definition.scope]?.names ?? {};
    const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
    const inFile = isInFile ? (this.#attributesIn(unit).get(symbol)?.get(name) ?? []) : [];
    const attributes =
      outside.length === 0 ? inFile : [...inFile, ...outside.map((entry) => this.#placed(entry))];
    return { symbol, bindings, attributes };
  }

  /** Names of the functions that the class itself has. */
  ownFunctionNames(symbol: SymbolNumber): readonly string[] {
    const names = this.#program.symbols.functionNamesOf(symbol);
    for (const [name, entries] of this.#outside.get(symbol) ?? [])
      if (entries.some((entry) => entry.function !== NO_FUNCTION)) names.push(name);
    return names;
  }

  /** Functions that the class itself defines as `name`, in or outside its text. */
  ownFunctions(symbol: SymbolNumber, name: string): readonly SymbolNumber[] {
    const found = this.#program.symbols.functionsOf(symbol, name);
    for (const entry of this.#outside.get(symbol)?.get(name) ?? NO_ENTRIES)
      if (entry.function !== NO_FUNCTION) found.push(entry.function);
    return found;
  }

  /** Functions that stand outside the text of the class. */
  outsideFunctions(symbol: SymbolNumber): readonly SymbolNumber[] {
    const entries = [...(this.#outside.get(symbol)?.values() ?? [])].flat();
    return entries.flatMap((entry) => (entry.function === NO_FUNCTION ? [] : [entry.function]));
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

  #addOutsideMembers(unit: number): void {
    const { definitions, outsideMembers } = this.#program.unit(unit).facts;
    outsideMembers.forEach(({ of, name, value, scope, at }, index) => {
      const isFunction = value[0] === "definition" && definitions[value[1]]?.kind === "function";
      const entry = {
        unit,
        index,
        function: isFunction ? this.#program.symbolOf(unit, value[1]) : NO_FUNCTION,
      };
      for (const symbol of new Set(this.#evaluation.classesOf(of, { unit, scope, at }))) {
        const byName = this.#outside.get(symbol) ?? new Map<string, OutsideEntry[]>();
        this.#outside.set(symbol, byName);
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [entry]);
        else known.push(entry);
      }
    });
  }

  #placed({ unit, index }: OutsideEntry): PlacedAttribute {
    const member = this.#program.unit(unit).facts.outsideMembers[index];
    if (member === undefined) throw new RangeError(`File ${unit} has no outside member ${index}`);
    return { unit, value: member.value, scope: member.scope, at: member.at };
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
