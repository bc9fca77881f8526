import type { FileFacts } from "../../facts/file-facts.js";
import type { LanguageRules } from "../../languages/language.js";
import type { SymbolNumber, Value } from "../evaluate/value.js";
import type { LoadedUnit } from "../program/loaded-unit.js";

/** A class or function by the path of its file, its index among the file's definitions, and its name there. */
export type SymbolReference = readonly [path: string, definition: number, qualifiedName: string];

/** Files and symbols by their numbers. Says nothing of what stands in them, so that it may be used without being noted. */
export interface TreeNumbers {
  pathOf(unit: number): string;
  languageOf(unit: number): LanguageRules;
  unitAt(path: string): number | undefined;
  /** The file that a symbol stands in. */
  unitOf(symbol: SymbolNumber): number;
  /** @param definition - index among the file's definitions. */
  symbolOf(unit: number, definition: number): SymbolNumber;
  /** Id of a symbol's node in the graph. */
  symbolId(symbol: SymbolNumber): string;
  /** Names a symbol for later scans. */
  referenceTo(symbol: SymbolNumber): SymbolReference;
}

/** A file as others see it. */
export interface FileInterface {
  readonly path: string;
  readonly language: LanguageRules;
  /** Read when they are asked for. */
  readonly facts: FileFacts;
  /** What was found out about them for the file that is being resolved. */
  readonly found: LoadedUnit;
  /** Key of the package of several files that it belongs to; `null` in languages without such packages. */
  readonly packageKey: string | null;
  /** One of its classes or functions itself, as a value. */
  valueOf(symbol: SymbolNumber): Value;
  /** Whether the text names bases of one of its classes. */
  namesBases(symbol: SymbolNumber): boolean;
  /** The symbol that a name of the module means, where the tables tell; else `NO_SYMBOL`. */
  named(name: string): SymbolNumber;
  /** The symbol that the module offers under a name, where the tables tell; else `NO_SYMBOL`. */
  exported(name: string): SymbolNumber;
}
