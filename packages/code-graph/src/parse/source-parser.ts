import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Clock, systemClock } from "@stemma/core";
import { Language, Parser } from "web-tree-sitter";
import { GrammarNotLoadedError } from "../errors/grammar-not-loaded-error.js";
import { ParseTimeoutError } from "../errors/parse-timeout-error.js";
import { ParserBrokenError } from "../errors/parser-broken-error.js";
import type { SyntaxTree } from "./syntax-tree.js";
import { TreeCopier } from "./tree-copier.js";
import { memoryOf, type TreeSitterMemory } from "./tree-sitter-memory.js";

/** Where a grammar is and which of its node types the facts of a file are made from. */
export interface Grammar {
  /** Module specifier of the `.wasm` file, for example `"tree-sitter-python/tree-sitter-python.wasm"`. */
  readonly wasm: string;
  /** Node types that carry nothing that resolution reads; their children move up. */
  readonly ignoredTypes: readonly string[];
}

/** The clock is asked at every 64th progress call. */
const CLOCK_MASK = 63;

interface LoadedGrammar {
  readonly language: Language;
  readonly copier: TreeCopier;
}

/** Loads grammars when first needed and parses text with them; one per thread, for as many scans as you like. */
export class SourceParser {
  readonly #parser: Parser;
  readonly #clock: Clock;
  readonly #loading = new Map<string, Promise<LoadedGrammar>>();
  #memory: TreeSitterMemory | null = null;
  #isBroken = false;

  private constructor(parser: Parser, clock: Clock) {
    this.#parser = parser;
    this.#clock = clock;
  }

  /** @throws {ParserBrokenError} code `"PARSER_BROKEN"`, on a thread where an earlier parser broke down. */
  static async create(clock: Clock = systemClock): Promise<SourceParser> {
    await Parser.init();
    try {
      return new SourceParser(new Parser(), clock);
    } catch (error) {
      throw new ParserBrokenError(error);
    }
  }

  /**
   * Makes sure that a grammar is there; later calls for it cost nothing.
   *
   * @throws {GrammarNotLoadedError} code `"GRAMMAR_NOT_LOADED"`.
   */
  async load(grammar: Grammar): Promise<void> {
    await this.#load(grammar);
  }

  /**
   * Parses `text` and gives what `use` makes of the tree, which is good only as long as `use` runs. Text that breaks the
   * grammar yields the parts that fit.
   *
   * @throws {ParseTimeoutError} code `"PARSE_TIMEOUT"`, after `timeoutMs`.
   * @throws {ParserBrokenError} code `"PARSER_BROKEN"`: no parser of this thread can be used any more.
   */
  async parse<T>(
    grammar: Grammar,
    text: string,
    timeoutMs: number,
    use: (tree: SyntaxTree) => T,
  ): Promise<T> {
    const { language, copier } = await this.#load(grammar);
    this.#attempt(() => this.#parser.setLanguage(language));
    const endsAtMs = this.#clock.monotonicMs() + timeoutMs;
    // Called every few tokens; asking the time as often would cost a tenth of the parse.
    let steps = 0;
    const tree = this.#attempt(() =>
      this.#parser.parse(text, null, {
        progressCallback: () => (++steps & CLOCK_MASK) === 0 && this.#clock.monotonicMs() > endsAtMs,
      }),
    );
    if (tree === null) {
      this.#attempt(() => this.#parser.reset());
      throw new ParseTimeoutError(timeoutMs);
    }
    try {
      return use(this.#attempt(() => copier.copy(tree, text)));
    } finally {
      this.#attempt(() => tree.delete());
    }
  }

  /** Frees the parser's memory. */
  close(): void {
    // What is broken can't be tidied up.
    if (!this.#isBroken) this.#parser.delete();
  }

  /**
   * Nesting without end runs over the parser's own stack, in WebAssembly, and whatever it did until then stays half done:
   * from then on every parse of this thread may fail, or be wrong.
   */
  #attempt<T>(work: () => T): T {
    if (this.#isBroken) throw new ParserBrokenError(null);
    try {
      return work();
    } catch (error) {
      throw this.#break(error);
    }
  }

  #break(error: unknown): ParserBrokenError {
    this.#isBroken = true;
    return new ParserBrokenError(error);
  }

  #load(grammar: Grammar): Promise<LoadedGrammar> {
    const known = this.#loading.get(grammar.wasm);
    if (known !== undefined) return known;
    const loading = this.#loadGrammar(grammar);
    this.#loading.set(grammar.wasm, loading);
    return loading;
  }

  async #loadGrammar(grammar: Grammar): Promise<LoadedGrammar> {
    let language: Language;
    try {
      language = await Language.load(await readFile(createRequire(import.meta.url).resolve(grammar.wasm)));
    } catch (error) {
      if (isWasmFault(error)) throw this.#break(error);
      throw new GrammarNotLoadedError(grammar.wasm, error);
    }
    this.#attempt(() => this.#parser.setLanguage(language));
    const memory = (this.#memory ??= this.#attempt(() => memoryOf(this.#parser)));
    return { language, copier: new TreeCopier(memory, language, grammar.ignoredTypes) };
  }
}

/** Errors of WebAssembly come from a realm of their own under a test runner: only their name tells. */
function isWasmFault(error: unknown): boolean {
  return (error as { readonly name?: unknown } | null)?.name === "RuntimeError";
}
