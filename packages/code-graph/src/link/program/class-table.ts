import { LookupOrders } from "../classes/lookup-orders.js";
import type { SymbolNumber } from "../evaluate/value.js";
import { NO_FUNCTION } from "../evaluate/value.js";
import type { OutOfLineEntry } from "./out-of-line-members.js";
import { OutOfLineMembers } from "./out-of-line-members.js";
import type { Program } from "./program.js";

/** Bases within the tree, in the order written, and whether there are others. */
export interface ClassBases {
  readonly bases: readonly SymbolNumber[];
  /** Whether a base is not in the tree, or could not be told. */
  readonly hasForeign: boolean;
  /** Those of them that the text does not give to this class: what a function was given that made its base. */
  readonly mixed?: readonly SymbolNumber[];
}

/** What is settled of the program's classes: members, in and outside their text, bases, and the classes below them. */
export class ClassTable {
  readonly outOfLine: OutOfLineMembers;
  readonly #program: Program;
  readonly #bases = new Map<SymbolNumber, ClassBases>();
  readonly #derived = new Map<SymbolNumber, SymbolNumber[]>();
  readonly #orders = new LookupOrders(
    (symbol) => this.basesOf(symbol)?.bases ?? null,
    (symbol) => this.#program.languageOf(this.#program.unitOf(symbol)).semantics.members.areEmbedded,
  );

  constructor(program: Program) {
    this.#program = program;
    this.outOfLine = new OutOfLineMembers(program);
  }

  /** Takes the bases of all classes that have any, file by file. */
  settle(bases: Iterable<readonly [SymbolNumber, ClassBases]>): void {
    for (const [symbol, found] of bases) {
      const told = this.#bases.get(symbol);
      this.#bases.set(symbol, told === undefined ? found : join(told, found));
      for (const base of found.bases) {
        const known = this.#derived.get(base);
        if (known === undefined) this.#derived.set(base, [symbol]);
        else known.push(symbol);
      }
    }
  }

  /** `null` where the text names none. */
  basesOf(symbol: SymbolNumber): ClassBases | null {
    return this.#bases.get(symbol) ?? null;
  }

  /** The order in which members are looked up. */
  orderOf(symbol: SymbolNumber): readonly SymbolNumber[] {
    return this.#orders.of(symbol);
  }

  hasForeignBase(symbol: SymbolNumber): boolean {
    return this.orderOf(symbol).some((ancestor) => this.basesOf(ancestor)?.hasForeign === true);
  }

  /** Functions that the class itself has as `name`, in or outside its text. */
  functionsOf(symbol: SymbolNumber, name: string): readonly SymbolNumber[] {
    return [...this.#program.symbols.functionsOf(symbol, name), ...this.outOfLine.functionsOf(symbol, name)];
  }

  /** Names of the functions that the class itself has. */
  functionNamesOf(symbol: SymbolNumber): readonly string[] {
    return [...this.#program.symbols.functionNamesOf(symbol), ...this.outOfLine.functionNamesOf(symbol)];
  }

  /** Functions that run as `name` in objects of the classes below `symbol` in place of its own, class by class. */
  functionsBelow(symbol: SymbolNumber, name: string): readonly (readonly SymbolNumber[])[] {
    return this.#derivedOf(symbol).map((derived) => {
      const own = this.functionsOf(derived, name);
      return own.length > 0 ? own : this.#functionsBeside(derived, name);
    });
  }

  /** Classes below `symbol` that have a member of this name in their own text. */
  holdersBelow(symbol: SymbolNumber, name: string): readonly SymbolNumber[] {
    return this.#derivedOf(symbol).filter((derived) => this.#program.symbols.hasMember(derived, name));
  }

  /** What objects of `derived` have of its bases, which stand in another order there than the bases of each of them. */
  #functionsBeside(derived: SymbolNumber, name: string): readonly SymbolNumber[] {
    if ((this.basesOf(derived)?.bases.length ?? 0) < 2) return [];
    const { members } = this.#program.languageOf(this.#program.unitOf(derived)).semantics;
    if (!members.basesStandInLine) return [];
    const first = this.orderOf(derived).find((base) => this.functionsOf(base, name).length > 0);
    return first === undefined ? [] : this.functionsOf(first, name);
  }

  /** All members that the class itself has, as text, in their order. */
  describeMembers(symbol: SymbolNumber): string[] {
    const inside = this.#program.symbols.membersOf(symbol);
    return [
      ...inside.map(([name, member]) => [name, "", member] as const),
      ...this.outOfLine.describe(symbol),
    ].map(([name, place, member]) =>
      [name, place, member === NO_FUNCTION ? "" : this.#program.symbolId(member)].join("\n"),
    );
  }

  /** Its bases, for comparing. */
  describeBases(symbol: SymbolNumber): unknown[] {
    const found = this.basesOf(symbol);
    if (found === null) return [false];
    const { hasForeign, bases, mixed = [] } = found;
    return [hasForeign, mixed.length, ...bases.map((base) => this.#program.symbolId(base))];
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
}

/** What two places say of a class's bases. */
function join(first: ClassBases, second: ClassBases): ClassBases {
  return {
    bases: [...new Set([...first.bases, ...second.bases])],
    hasForeign: first.hasForeign || second.hasForeign,
    mixed: [...new Set([...(first.mixed ?? []), ...(second.mixed ?? [])])],
  };
}

/** What a class itself says of its members. */
export class OwnMembers {
  readonly #symbol: SymbolNumber;
  readonly #table: ClassTable;
  readonly #program: Program;

  constructor(symbol: SymbolNumber, table: ClassTable, program: Program) {
    this.#symbol = symbol;
    this.#table = table;
    this.#program = program;
  }

  /** Whether the text of the class, or of an object of it in its own file, has a member of this name. */
  hasInText(name: string): boolean {
    return this.#program.symbols.hasMember(this.#symbol, name);
  }

  /** Members of this name that stand outside its text. */
  outOfLine(name: string): readonly OutOfLineEntry[] {
    return this.#table.outOfLine.entriesOf(this.#symbol, name);
  }

  /** Functions that stand outside its text. */
  outOfLineFunctions(): readonly SymbolNumber[] {
    return this.#table.outOfLine.allFunctionsOf(this.#symbol);
  }
}
