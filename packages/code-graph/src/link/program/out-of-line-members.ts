import { NO_FUNCTION, type SymbolNumber } from "../evaluate/value.js";
import type { Program } from "./program.js";

/** A member that stands outside its type: its index among those of its file, and the function that it is. */
export interface OutOfLineEntry {
  readonly unit: number;
  readonly index: number;
  readonly function: SymbolNumber;
}

const NO_ENTRIES: readonly OutOfLineEntry[] = [];

/** Members that stand outside their types, by type and name. */
export class OutOfLineMembers {
  readonly #program: Program;
  readonly #entries = new Map<SymbolNumber, Map<string, OutOfLineEntry[]>>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** @param types - those that each of a file's out-of-line members belongs to. */
  add(unit: number, types: readonly (readonly SymbolNumber[])[]): void {
    const { definitions, outOfLineMembers } = this.#program.unit(unit).facts;
    outOfLineMembers.forEach(({ name, value }, index) => {
      const isFunction = value[0] === "definition" && definitions[value[1]]?.kind === "function";
      const entry = {
        unit,
        index,
        function: isFunction ? this.#program.symbolOf(unit, value[1]) : NO_FUNCTION,
      };
      for (const symbol of types[index] ?? []) {
        const byName = this.#entries.get(symbol) ?? new Map<string, OutOfLineEntry[]>();
        this.#entries.set(symbol, byName);
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [entry]);
        else known.push(entry);
      }
    });
  }

  /** What a type has as `name`. */
  entriesOf(type: SymbolNumber, name: string): readonly OutOfLineEntry[] {
    return this.#entries.get(type)?.get(name) ?? NO_ENTRIES;
  }

  /** Functions that a type has as `name`. */
  functionsOf(type: SymbolNumber, name: string): SymbolNumber[] {
    return functionsAmong(this.entriesOf(type, name));
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
}

function functionsAmong(entries: readonly OutOfLineEntry[]): SymbolNumber[] {
  return entries.flatMap((entry) => (entry.function === NO_FUNCTION ? [] : [entry.function]));
}
