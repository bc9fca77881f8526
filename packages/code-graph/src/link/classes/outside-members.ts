import type { PlacedAttribute, SymbolNumber } from "../evaluate/value.js";
import type { Program } from "../program/program.js";
import { NO_FUNCTION } from "../program/symbol-table.js";

/** A member that stands outside its type: its index among those of its file, and the function that it is. */
interface OutsideEntry {
  readonly unit: number;
  readonly index: number;
  readonly function: SymbolNumber;
}

const NO_ENTRIES: readonly OutsideEntry[] = [];
const NO_ATTRIBUTES: readonly PlacedAttribute[] = [];

/** Members that stand outside their types, by type and name. */
export class OutsideMembers {
  readonly #program: Program;
  readonly #entries = new Map<SymbolNumber, Map<string, OutsideEntry[]>>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** @param types those that each of a file's outside members belongs to. */
  add(unit: number, types: readonly (readonly SymbolNumber[])[]): void {
    const { definitions, outsideMembers } = this.#program.unit(unit).facts;
    outsideMembers.forEach(({ name, value }, index) => {
      const isFunction = value[0] === "definition" && definitions[value[1]]?.kind === "function";
      const entry = {
        unit,
        index,
        function: isFunction ? this.#program.symbolOf(unit, value[1]) : NO_FUNCTION,
      };
      for (const symbol of types[index] ?? []) {
        const byName = this.#entries.get(symbol) ?? new Map<string, OutsideEntry[]>();
        this.#entries.set(symbol, byName);
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [entry]);
        else known.push(entry);
      }
    });
  }

  /** What a type has as `name`, with the files that say so. */
  attributesOf(type: SymbolNumber, name: string): readonly PlacedAttribute[] {
    const entries = this.#of(type, name);
    if (entries.length === 0) return NO_ATTRIBUTES;
    return entries.map(({ unit, index }) => {
      const member = this.#program.unit(unit).facts.outsideMembers[index];
      if (member === undefined) throw new RangeError(`File ${unit} has no outside member ${index}`);
      return { unit, value: member.value, scope: member.scope, at: member.at };
    });
  }

  /** Functions that a type has as `name`. */
  functionsOf(type: SymbolNumber, name: string): SymbolNumber[] {
    return functionsAmong(this.#of(type, name));
  }

  /** All functions of a type. */
  allFunctionsOf(type: SymbolNumber): SymbolNumber[] {
    return functionsAmong([...(this.#entries.get(type)?.values() ?? [])].flat());
  }

  /** Names under which a type has functions. */
  functionNamesOf(type: SymbolNumber): string[] {
    return [...(this.#entries.get(type) ?? [])].flatMap(([name, entries]) =>
      functionsAmong(entries).length > 0 ? [name] : [],
    );
  }

  /** All members of a type: the name, the file with the place in it, and the function. */
  describe(type: SymbolNumber): (readonly [name: string, place: string, member: SymbolNumber])[] {
    return [...(this.#entries.get(type) ?? [])].flatMap(([name, entries]) =>
      entries.map(
        (entry) => [name, `${this.#program.unit(entry.unit).path} ${entry.index}`, entry.function] as const,
      ),
    );
  }

  #of(type: SymbolNumber, name: string): readonly OutsideEntry[] {
    return this.#entries.get(type)?.get(name) ?? NO_ENTRIES;
  }
}

function functionsAmong(entries: readonly OutsideEntry[]): SymbolNumber[] {
  return entries.flatMap((entry) => (entry.function === NO_FUNCTION ? [] : [entry.function]));
}
