import type { Expression } from "../../facts/expression.js";
import type { FactsBuilder } from "../../facts/facts-builder.js";
import { type BoundValue, externalKey } from "../../facts/file-facts.js";

/** What a file says of one name. */
interface NameEntry {
  readonly functions: number[];
  readonly classes: number[];
  /** Results of functions that are declared and not defined here, `null` where one can't be told. */
  readonly declared: (Expression | null)[];
  /** What variables, other names of types and macros without parameters stand for. */
  readonly values: Expression[];
  hasUnknown: boolean;
}

/**
 * What a file says of names outside of its functions and classes, wherever in the file: a name may be declared, defined, and
 * defined again in another branch of the preprocessor; all of that counts. Names of namespaces are full (`a::b::f`).
 */
export class FileNames {
  readonly #entries = new Map<string, NameEntry>();
  readonly #external = new Map<string, number[]>();
  /** Other names by macros, one in each branch. */
  readonly #aliases = new Map<
    string,
    { readonly values: Expression[]; readonly otherwise: Expression | null }
  >();
  /** Names that stand for what they say only where the file has nothing else of that name. */
  readonly #weak = new Map<string, Expression>();

  /** @param isExternal - whether other files that declare it mean this one. */
  addFunction(key: string, definition: number, isExternal: boolean): void {
    this.#entry(key).functions.push(definition);
    if (!isExternal) return;
    const known = this.#external.get(key);
    if (known === undefined) this.#external.set(key, [definition]);
    else known.push(definition);
  }

  addClass(key: string, definition: number): void {
    this.#entry(key).classes.push(definition);
  }

  /** A function that is declared: who defines it is another matter. */
  declare(key: string, result: Expression | null): void {
    this.#entry(key).declared.push(result);
  }

  addValue(key: string, value: Expression | null): void {
    const entry = this.#entry(key);
    if (value === null) entry.hasUnknown = true;
    else entry.values.push(value);
  }

  addWeak(key: string, value: Expression): void {
    if (!this.#weak.has(key)) this.#weak.set(key, value);
  }

  /** `#define a b`: whatever `b` is; of one in a branch alone, or something else. */
  addAlias(key: string, value: Expression, otherwise: Expression | null): void {
    const known = this.#aliases.get(key);
    if (known === undefined) this.#aliases.set(key, { values: [value], otherwise });
    else known.values.push(value);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The classes of a name, for who asks for a type where a function has the same name. */
  classesOf(key: string): readonly number[] {
    return this.#entries.get(key)?.classes ?? [];
  }

  /** Binds all names in the scope of the file. */
  bindAll(facts: FactsBuilder, isCpp: boolean): void {
    for (const [key, entry] of this.#entries) {
      const value = boundValueOf(key, entry, isCpp);
      if (value !== null) facts.bind(0, key, 0, 0, value);
    }
    for (const [key, { values, otherwise }] of this.#aliases) {
      const all = distinct(values.length === 1 && otherwise !== null ? [...values, otherwise] : values);
      if (!this.#entries.has(key)) facts.bind(0, key, 0, 0, ["value", oneOf(all)]);
    }
    for (const [key, value] of this.#weak)
      if (!this.#entries.has(key)) facts.bind(0, key, 0, 0, ["value", value]);
    for (const [key, definitions] of this.#external)
      facts.bind(0, externalKey(key), 0, 0, valueOf(definitions.map(toDefinition)));
  }

  #entry(key: string): NameEntry {
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { functions: [], classes: [], declared: [], values: [], hasUnknown: false };
      this.#entries.set(key, entry);
    }
    return entry;
  }
}

function boundValueOf(key: string, entry: NameEntry, isCpp: boolean): BoundValue | null {
  const { functions, classes, declared, values, hasUnknown } = entry;
  // A class hides what is only another name for it (`typedef struct a a`).
  if (classes.length > 0) return valueOf(classes.map(toDefinition));
  const own = functions.map(toDefinition);
  if (functions.length === 0 && declared.length > 0) own.push(elsewhere(key, declared));
  if (own.length > 0)
    return isCpp && functions.length > 0 ? ["value", ["overloads", own, key]] : valueOf(own);
  if (values.length > 0) return valueOf(distinct(values));
  return hasUnknown ? ["unknown"] : null;
}

/** What others define; where nobody of the tree does, something that can be called. */
function elsewhere(key: string, declared: readonly (Expression | null)[]): Expression {
  const results = distinct(declared.filter((result) => result !== null));
  const result: Expression | null = results.length === 0 ? null : oneOf(results);
  return [
    "firstKnown",
    [
      ["linked", key],
      ["instance", ["callable", result]],
    ],
  ];
}

function toDefinition(definition: number): Expression {
  return ["definition", definition];
}

function valueOf(parts: readonly Expression[]): BoundValue {
  const [only] = parts;
  if (parts.length === 1 && only?.[0] === "definition") return ["definition", only[1]];
  return ["value", oneOf(parts)];
}

function oneOf(parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : ["union", parts];
}

function distinct(expressions: readonly Expression[]): Expression[] {
  if (expressions.length < 2) return [...expressions];
  return [...new Map(expressions.map((expression) => [JSON.stringify(expression), expression])).values()];
}
