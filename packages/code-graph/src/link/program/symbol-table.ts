import {
  accessedMember,
  type Definition,
  FILE_ITSELF,
  type FileFacts,
  type Trait,
} from "../../facts/file-facts.js";
import { NO_FUNCTION, NO_SYMBOL, type SymbolNumber, type Value } from "../evaluate/value.js";
import { GrowingNumbers } from "./growing-numbers.js";
import { TextPool } from "./text-pool.js";

const IS_CLASS = 1;
const HAS_BASES = 2;
const IS_INTERFACE = 4;
/** Its name means it, and nothing else, in the scope of the module, or to who imports from the module. */
const IS_MODULE_NAME = 8;
const IS_EXPORTED_NAME = 16;
const IS_TEXT = 32;
/** Of code, though resolution never comes to them. */
const NAMED_TEXTS: ReadonlySet<string> = new Set(["constant", "type"]);
/** Of functions that run when a member is accessed. */
const ACCESSORS: ReadonlySet<Trait> = new Set(["property", "setter", "deleter"]);
/** Files with more symbols are read rather than searched. */
const SEARCHED_SYMBOLS = 64;

/**
 * What is known of every class and function of a program at any time, a few bytes each: what it is, what it is called and
 * which names a class has. Everything else is in the facts of its file, which may have to be read first.
 */
export class SymbolTable {
  readonly #firstSymbols = new GrowingNumbers();
  readonly #units = new GrowingNumbers();
  readonly #flags = new GrowingNumbers();
  readonly #qualifiedNames = new TextPool();
  readonly #simpleNames = new GrowingNumbers();
  readonly #nameNumbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #classNames = new Set<string>();
  readonly #accessorNames = new Set<string>();
  /** Names that classes set to objects, which may be descriptors. */
  readonly #valueNames = new Set<string>();
  /** Members of classes: pairs of name and function, from the position that belongs to the symbol to that of the next. */
  readonly #firstMembers = new GrowingNumbers();
  readonly #memberNames = new GrowingNumbers();
  readonly #memberFunctions = new GrowingNumbers();
  #unitCount = 0;

  get symbolCount(): number {
    return this.#units.length;
  }

  /** Adds the symbols of the next file. */
  addUnit(facts: FileFacts): void {
    const { definitions, scopes, attributes } = facts;
    const first = this.symbolCount;
    const unit = this.#unitCount++;
    this.#firstSymbols.push(first);
    const attributesOf = new Map<number, (typeof attributes)[number][]>();
    for (const attribute of attributes) {
      const known = attributesOf.get(attribute.definition);
      if (known === undefined) attributesOf.set(attribute.definition, [attribute]);
      else known.push(attribute);
    }
    const addMember = (name: string, definition: number): void => {
      const accessed = accessedMember(name);
      if (accessed !== "") this.#accessorNames.add(accessed);
      this.#memberNames.push(this.#numberOf(name));
      const isFunction = definition !== FILE_ITSELF && definitions[definition]?.kind === "function";
      this.#memberFunctions.push(isFunction ? first + definition : NO_FUNCTION);
    };
    definitions.forEach((definition, index) => {
      const { kind, name, qualifiedName, scope } = definition;
      this.#units.push(unit);
      this.#flags.push(flagsOf(definition) | visibilityOf(facts, index));
      this.#simpleNames.push(this.#numberOf(name));
      if (definition.traits.some((trait) => ACCESSORS.has(trait))) this.#accessorNames.add(name);
      this.#qualifiedNames.add(qualifiedName);
      this.#firstMembers.push(this.#memberNames.length);
      if (kind === "class") {
        this.#classNames.add(name);
        for (const [member, bindings] of Object.entries(scopes[scope]?.names ?? {}))
          for (const { value } of bindings) {
            addMember(member, value[0] === "definition" ? value[1] : FILE_ITSELF);
            if (value[0] === "value" && value[1][0] !== "literal") this.#valueNames.add(member);
          }
      }
      for (const { name: member, value } of attributesOf.get(index) ?? [])
        addMember(member, value[0] === "definition" ? value[1] : FILE_ITSELF);
    });
  }

  unitOf(symbol: SymbolNumber): number {
    return this.#units.at(symbol);
  }

  /** The first symbol of a file; its definitions follow one another. */
  firstOf(unit: number): SymbolNumber {
    return this.#firstSymbols.at(unit);
  }

  /** Number of symbols of a file. */
  countOf(unit: number): number {
    const end = unit + 1 < this.#unitCount ? this.#firstSymbols.at(unit + 1) : this.symbolCount;
    return end - this.firstOf(unit);
  }

  qualifiedName(symbol: SymbolNumber): string {
    return this.#qualifiedNames.text(symbol);
  }

  isClass(symbol: SymbolNumber): boolean {
    return (this.#flags.at(symbol) & IS_CLASS) !== 0;
  }

  /** Whether it is part of a text, which names code and is not named by it. */
  isText(symbol: SymbolNumber): boolean {
    return (this.#flags.at(symbol) & IS_TEXT) !== 0;
  }

  /** Whether the text names bases. */
  hasBases(symbol: SymbolNumber): boolean {
    return (this.#flags.at(symbol) & HAS_BASES) !== 0;
  }

  /** Whether any class (or function that makes objects) of a file names bases. */
  hasClassWithBases(unit: number): boolean {
    const first = this.firstOf(unit);
    for (let symbol = first; symbol < first + this.countOf(unit); symbol++)
      if (this.hasBases(symbol)) return true;
    return false;
  }

  /** The class or function itself as a value. */
  valueOf(symbol: SymbolNumber): Value {
    return this.isClass(symbol)
      ? { kind: "class", symbol, isSelf: false }
      : { kind: "function", symbol, receiver: -1, isDynamic: false };
  }

  isInterface(symbol: SymbolNumber): boolean {
    return (this.#flags.at(symbol) & IS_INTERFACE) !== 0;
  }

  /** The symbol that a name of a module means, where the tables tell; else {@link NO_SYMBOL}. */
  inModule(unit: number, name: string): SymbolNumber {
    return this.#find(unit, name, IS_MODULE_NAME);
  }

  /** The symbol that a module offers under a name, where the tables tell; else {@link NO_SYMBOL}. */
  exportedBy(unit: number, name: string): SymbolNumber {
    return this.#find(unit, name, IS_EXPORTED_NAME);
  }

  /** Whether any file has a class of this name. */
  hasClassNamed(name: string): boolean {
    return this.#classNames.has(name);
  }

  /**
   * Whether accessing a member of this name may run a function of the tree.
   *
   * @param descriptor - method of an object that runs where a class holds that object; `""`: there are no such methods.
   */
  mayRun(name: string, descriptor: string): boolean {
    return this.#accessorNames.has(name) || (this.#valueNames.has(name) && this.#nameNumbers.has(descriptor));
  }

  /** Whether the class itself, or an object of it in its own file, has a member of this name. */
  hasMember(symbol: SymbolNumber, name: string): boolean {
    const wanted = this.#nameNumbers.get(name);
    if (wanted === undefined) return false;
    const end = this.#endOfMembers(symbol);
    for (let index = this.#firstMembers.at(symbol); index < end; index++)
      if (this.#memberNames.at(index) === wanted) return true;
    return false;
  }

  /** Functions that the class itself has as `name`. */
  functionsOf(symbol: SymbolNumber, name: string): SymbolNumber[] {
    const wanted = this.#nameNumbers.get(name);
    const found: SymbolNumber[] = [];
    if (wanted === undefined) return found;
    const end = this.#endOfMembers(symbol);
    for (let index = this.#firstMembers.at(symbol); index < end; index++) {
      const member = this.#memberFunctions.at(index);
      if (member !== NO_FUNCTION && this.#memberNames.at(index) === wanted) found.push(member);
    }
    return found;
  }

  /** Names of the functions that the class itself has. */
  functionNamesOf(symbol: SymbolNumber): string[] {
    const found = new Set<string>();
    const end = this.#endOfMembers(symbol);
    for (let index = this.#firstMembers.at(symbol); index < end; index++)
      if (this.#memberFunctions.at(index) !== NO_FUNCTION)
        found.add(this.#names[this.#memberNames.at(index)] ?? "");
    return [...found];
  }

  /** All members that the class itself has, with the function that each is or {@link NO_FUNCTION}, in their order. */
  membersOf(symbol: SymbolNumber): (readonly [name: string, member: SymbolNumber])[] {
    const found: (readonly [string, SymbolNumber])[] = [];
    const end = this.#endOfMembers(symbol);
    for (let index = this.#firstMembers.at(symbol); index < end; index++)
      found.push([this.#names[this.#memberNames.at(index)] ?? "", this.#memberFunctions.at(index)]);
    return found;
  }

  #find(unit: number, name: string, flag: number): SymbolNumber {
    const wanted = this.#nameNumbers.get(name);
    const count = this.countOf(unit);
    if (wanted === undefined || count > SEARCHED_SYMBOLS) return NO_SYMBOL;
    const first = this.firstOf(unit);
    for (let symbol = first; symbol < first + count; symbol++)
      if (this.#simpleNames.at(symbol) === wanted && (this.#flags.at(symbol) & flag) !== 0) return symbol;
    return NO_SYMBOL;
  }

  #endOfMembers(symbol: SymbolNumber): number {
    return symbol + 1 < this.symbolCount ? this.#firstMembers.at(symbol + 1) : this.#memberNames.length;
  }

  #numberOf(name: string): number {
    let number = this.#nameNumbers.get(name);
    if (number === undefined) {
      number = this.#nameNumbers.size;
      this.#nameNumbers.set(name, number);
      this.#names.push(name);
    }
    return number;
  }
}

function flagsOf({ kind, is, bases, traits }: Definition): number {
  return (
    (kind === "class" ? IS_CLASS : 0) |
    (kind === "text" && !NAMED_TEXTS.has(is ?? "") ? IS_TEXT : 0) |
    (bases.length > 0 ? HAS_BASES : 0) |
    (traits.includes("interface") ? IS_INTERFACE : 0)
  );
}

function visibilityOf({ definitions, scopes, exports }: FileFacts, index: number): number {
  const { name = "", traits = [] } = definitions[index] ?? {};
  const names = scopes[0]?.names ?? {};
  const bindings = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
  const value = bindings[0]?.value;
  const isOnly = bindings.length === 1 && value?.[0] === "definition" && value[1] === index;
  if (!isOnly || traits.includes("overload")) return 0;
  if (exports === null) return IS_MODULE_NAME | IS_EXPORTED_NAME;
  const exported = Object.hasOwn(exports, name) ? exports[name] : undefined;
  const isItself =
    (exported?.[0] === "name" && exported[1] === name) ||
    (exported?.[0] === "definition" && exported[1] === index);
  return IS_MODULE_NAME | (isItself ? IS_EXPORTED_NAME : 0);
}
