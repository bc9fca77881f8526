import { type Binding, type Definition, placeKey } from "../../facts/file-facts.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { AttributeValue, SymbolNumber, Value } from "../evaluate/value.js";
import type { ClassBases } from "../program/class-table.js";
import type { OutOfLineEntry } from "../program/out-of-line-members.js";
import type { AskedTree } from "../queries/asked-tree.js";
import { placeOf } from "./field-places.js";
import { LookupOrders } from "./lookup-orders.js";

/** What a class itself says of a member name. */
export interface OwnMember {
  readonly symbol: SymbolNumber;
  readonly bindings: readonly Binding[];
  readonly attributes: readonly AttributeValue[];
}

type Constructor = Extract<Value, { kind: "class" | "function" }>;

const NO_BASES: ClassBases = { bases: [], hasForeign: false };
const NO_ATTRIBUTES: readonly AttributeValue[] = [];

/**
 * Bases, order of lookup and members of classes, as the file that is being resolved asks for them.
 *
 * They are found file by file and then settled, members outside their types first, then bases. Until these are settled, a
 * class whose bases are asked for has them worked out anew for each file, so that no file's bases depend on which files
 * came before.
 */
export class ClassHierarchy {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  /** Worked out for the file at hand; `null` once they are settled. */
  #unsettled: Map<SymbolNumber, ClassBases> | null = new Map();
  readonly #orders = new LookupOrders(
    (symbol) => this.#classBasesOf(symbol)?.bases ?? null,
    (symbol) => this.#tree.semanticsOf(symbol).members.areEmbedded,
  );

  constructor(tree: AskedTree, evaluation: Evaluation) {
    this.#tree = tree;
    this.#evaluation = evaluation;
  }

  /** The types that each of a file's members outside their types belongs to; leading to a type by its name needs no members. */
  findOutOfLineMembers(unit: number): readonly (readonly SymbolNumber[])[] {
    this.#forget();
    return this.#tree.file(unit).facts.outOfLineMembers.map(({ of, scope, at }) => {
      const values = this.#evaluation.evaluate(of, { unit, scope, at });
      const types = values.flatMap((value) =>
        value.kind === "class" || value.kind === "instance" ? [value.symbol] : [],
      );
      return [...new Set(types)];
    });
  }

  /** The bases of a file's classes that name any, by the number of their symbol; one after the other. */
  *findBases(unit: number): Generator<readonly [SymbolNumber, ClassBases]> {
    this.#forget();
    for (const [index, { bases }] of this.#tree.file(unit).facts.definitions.entries()) {
      if (bases.length === 0) continue;
      const symbol = this.#tree.numbers.symbolOf(unit, index);
      yield [symbol, this.#classBasesOf(symbol) ?? NO_BASES];
    }
    yield* this.#findOutOfLineBases(unit);
  }

  /** Bases that stand outside their classes: a class may come several times, from several files. */
  *#findOutOfLineBases(unit: number): Generator<readonly [SymbolNumber, ClassBases]> {
    for (const { of, base, scope, at } of this.#tree.file(unit).facts.outOfLineBases ?? []) {
      const values = this.#evaluation.evaluate(base, { unit, scope, at });
      const bases = values.flatMap((value) => (value.kind === "class" ? [value.symbol] : []));
      const hasForeign = bases.length < values.length || values.length === 0;
      for (const value of this.#evaluation.evaluate(of, { unit, scope, at }))
        if (value.kind === "class" || value.kind === "instance")
          yield [value.symbol, { bases: bases.filter((symbol) => symbol !== value.symbol), hasForeign }];
    }
  }

  /** From now on bases are asked for rather than worked out. */
  settle(): void {
    this.#unsettled = null;
    this.#orders.clear();
  }

  /** Bases within the tree, in the order written. */
  basesOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    return this.#classBasesOf(symbol)?.bases ?? [];
  }

  /** Those that the text gives to the class, not to what it is made of. */
  ownBasesOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    const { bases, mixed = [] } = this.#classBasesOf(symbol) ?? NO_BASES;
    return bases.filter((base) => !mixed.includes(base));
  }

  /** The order in which members are looked up: C3 where it exists, otherwise depth first. */
  orderOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    const order = this.#orders.of(symbol);
    // Known orders were found for other files: this one asks for the same bases.
    for (const ancestor of order) this.#classBasesOf(ancestor);
    return order;
  }

  /** The same of a class that was made of others, too. */
  orderWith(symbol: SymbolNumber, mixed: readonly SymbolNumber[] = []): readonly SymbolNumber[] {
    const order = this.orderOf(symbol);
    return mixed.length === 0 ? order : [...order, ...mixed.flatMap((other) => this.orderOf(other))];
  }

  /** The classes that come after one of them in the order of lookup. */
  orderAfter(symbol: SymbolNumber, after: SymbolNumber): readonly SymbolNumber[] {
    const order = this.orderOf(symbol);
    return order.slice(Math.max(0, order.indexOf(after)) + 1);
  }

  /** Whether members may come from a base that is not in the tree or could not be told. */
  hasForeignBase(symbol: SymbolNumber): boolean {
    return this.orderOf(symbol).some((ancestor) => this.#classBasesOf(ancestor)?.hasForeign === true);
  }

  /** Whether what the text of the class sets are objects of it. */
  isEnumeration(symbol: SymbolNumber): boolean {
    return this.orderOf(symbol).some((ancestor) =>
      this.#tree.symbol(ancestor).definition.traits.includes("enumeration"),
    );
  }

  isDerivedFrom(symbol: SymbolNumber, ancestor: SymbolNumber): boolean {
    return this.orderOf(symbol).includes(ancestor);
  }

  /** What the class itself says of `name`, without its bases; `null` when nothing. */
  ownMember(symbol: SymbolNumber, name: string): OwnMember | null {
    const members = this.#tree.queries.membersOf(symbol);
    const named = members.outOfLine(name);
    const isInText = members.hasInText(name);
    if (!isInText && named.length === 0) return null;
    const { unit, definition } = this.#tree.symbol(symbol);
    // What a function binds is its own affair: its members are set from outside.
    const names =
      definition.kind === "class" ? (this.#tree.file(unit).facts.scopes[definition.scope]?.names ?? {}) : {};
    const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
    const place = this.#tree.semanticsOf(symbol).members.havePlaces === true ? placeOf(names, name) : -1;
    const outOfLine = place === -1 ? named : [...named, ...members.outOfLine(placeKey(place))];
    const inText = isInText
      ? (this.#attributesIn(unit).get(symbol)?.get(name) ?? NO_ATTRIBUTES)
      : NO_ATTRIBUTES;
    const attributes =
      outOfLine.length === 0 ? inText : [...inText, ...outOfLine.map((entry) => this.#attributeAt(entry))];
    return { symbol, bindings, attributes };
  }

  /** The first class of a lookup order that has the member. */
  findMember(order: readonly SymbolNumber[], name: string): OwnMember | null {
    for (const symbol of order) {
      const member = this.ownMember(symbol, name);
      if (member !== null) return member;
    }
    return null;
  }

  /** `null` where the text names none. */
  #classBasesOf(symbol: SymbolNumber): ClassBases | null {
    return this.#unsettled === null
      ? this.#tree.queries.basesOf(symbol)
      : this.#workOut(symbol, this.#unsettled);
  }

  #attributeAt({ unit, index }: OutOfLineEntry): AttributeValue {
    const member = this.#tree.file(unit).facts.outOfLineMembers[index];
    if (member === undefined) throw new RangeError(`File ${unit} has no out-of-line member ${index}`);
    return { unit, value: member.value, scope: member.scope, at: member.at };
  }

  /** Attributes that a file sets on objects of its own classes. */
  #attributesIn(unit: number): Map<SymbolNumber, Map<string, AttributeValue[]>> {
    const { found } = this.#tree.file(unit);
    if (found.attributes !== null) return found.attributes;
    const all = new Map<SymbolNumber, Map<string, AttributeValue[]>>();
    for (const { definition, name, value, scope, at } of found.facts.attributes) {
      const symbol = this.#tree.numbers.symbolOf(unit, definition);
      const byName = all.get(symbol) ?? new Map<string, AttributeValue[]>();
      all.set(symbol, byName);
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [{ unit, value, scope, at }]);
      else known.push({ unit, value, scope, at });
    }
    found.attributes = all;
    return all;
  }

  #workOut(symbol: SymbolNumber, unsettled: Map<SymbolNumber, ClassBases>): ClassBases | null {
    const file = this.#tree.file(this.#tree.numbers.unitOf(symbol));
    if (!file.namesBases(symbol)) return null;
    const known = unsettled.get(symbol);
    if (known !== undefined) return known;
    unsettled.set(symbol, NO_BASES);
    const bases: SymbolNumber[] = [];
    const mixed: SymbolNumber[] = [];
    const { unit, definition } = this.#tree.symbol(symbol);
    const values = this.#baseValues(unit, definition);
    const isConstructor = (value: Value): value is Constructor =>
      value.kind === "class" || (value.kind === "function" && this.#makesObjects(unit));
    for (const value of values)
      if (isConstructor(value) && value.symbol !== symbol && !bases.includes(value.symbol))
        bases.push(value.symbol);
    for (const value of values)
      for (const other of this.#mixedInto(value))
        if (other !== symbol && !bases.includes(other)) {
          bases.push(other);
          mixed.push(other);
        }
    const hasForeign =
      values.length < definition.bases.length || values.some((value) => !isConstructor(value));
    const found = mixed.length === 0 ? { bases, hasForeign } : { bases, hasForeign, mixed };
    unsettled.set(symbol, found);
    return found;
  }

  /** Classes that a base was made of, and those that one must be derived from that is not told yet. */
  #mixedInto(value: Value): readonly SymbolNumber[] {
    if (value.kind === "class") return value.mixed ?? [];
    if (value.kind !== "variable") return [];
    return this.#evaluation.boundOf(value).flatMap((bound) => (bound.kind === "class" ? [bound.symbol] : []));
  }

  /** Whether functions of a file's language may be used as classes. */
  #makesObjects(unit: number): boolean {
    return this.#tree.semanticsIn(unit).members.prototype !== null;
  }

  /** Bases are evaluated in the scope around the class. */
  #baseValues(unit: number, { bases, scope, start }: Definition): readonly Value[] {
    const around = this.#tree.file(unit).facts.scopes[scope]?.parent ?? 0;
    return bases.flatMap((base) => this.#evaluation.evaluate(base, { unit, scope: around, at: start }));
  }

  /** What was worked out for another file. */
  #forget(): void {
    this.#unsettled?.clear();
    this.#orders.clear();
  }
}
