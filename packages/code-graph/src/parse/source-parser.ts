import { createRequire } from "node:module";
import { type Clock, hasErrorCode, systemClock } from "@stemma/core";
import { type Language, Parser, type Tree } from "web-tree-sitter";
import { GrammarNotLoadedError } from "../errors/grammar-not-loaded-error.js";
import { ParseTimeoutError } from "../errors/parse-timeout-error.js";
import { parserModule } from "./parser-module.js";
import type { SyntaxTree } from "./syntax-tree.js";
import { TreeCopier } from "./tree-copier.js";
import { memoryOf, type TreeSitterMemory } from "./tree-sitter-memory.js";

/** Where a grammar is and which of its node types the facts of a file are made from. */
export interface Grammar {
  /** Module specifier of the `.wasm` file, for example `"@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm"`. */
  readonly wasm: string;
  /** Node types that carry nothing that resolution reads; their children move up. */
  readonly ignoredTypes: readonly string[];
  /**
   * Texts of the same length and lines that say the same in a way that the grammar knows; asked for one after the other,
   * each with what the one before made better, as long as the grammar stumbles over what the language allows. `null`: there
   * is nothing to say otherwise.
   */
  readonly repairs?: readonly ((text: string) => string | null)[] | undefined;
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

  private constructor(parser: Parser, clock: Clock) {
    this.#parser = parser;
    this.#clock = clock;
  }

  /** @throws {@link ParserBrokenError} `PARSER_BROKEN`, on a thread where an earlier parser broke down. */
  static async create(clock: Clock = systemClock): Promise<SourceParser> {
    await Parser.init();
    return parserModule.attempt(() => new SourceParser(new Parser(), clock));
  }

  /**
   * Makes sure that a grammar is there; later calls for it cost nothing.
   *
   * @throws {@link GrammarNotLoadedError} `GRAMMAR_NOT_LOADED`.
   */
  async load(grammar: Grammar): Promise<void> {
    await this.#load(grammar);
  }

  /**
   * Parses `text` and gives what `use` makes of the tree, which is good only as long as `use` runs. Text that breaks the
   * grammar yields the parts that fit.
   *
   * @throws {@link ParseTimeoutError} `PARSE_TIMEOUT`, after `timeoutMs`.
   * @throws {@link ParserBrokenError} `PARSER_BROKEN`: no parser of this thread can be used any more.
   */
  async parse<T>(
    grammar: Grammar,
    text: string,
    timeoutMs: number,
    use: (tree: SyntaxTree) => T,
  ): Promise<T> {
    const { language, copier } = await this.#load(grammar);
    // Loading goes on by itself, and would never end in a module that this text breaks.
    for (let loading = parserModule.underWay(); loading !== undefined; loading = parserModule.underWay()) {
      await loading;
    }
    parserModule.attempt(() => this.#parser.setLanguage(language));
    const endsAtMs = this.#clock.monotonicMs() + timeoutMs;
    const tree = this.#repaired(grammar, text, this.#parse(text, endsAtMs, timeoutMs), endsAtMs, timeoutMs);
    try {
      return use(parserModule.attempt(() => copier.copy(tree, text)));
    } finally {
      parserModule.attempt(() => tree.delete());
    }
  }

  #parse(text: string, endsAtMs: number, timeoutMs: number): Tree {
    // Called every few tokens; asking the time as often would cost a tenth of the parse.
    let steps = 0;
    const tree = parserModule.attempt(() =>
      this.#parser.parse(text, null, {
        progressCallback: () => (++steps & CLOCK_MASK) === 0 && this.#clock.monotonicMs() > endsAtMs,
      }),
    );
    if (tree !== null) return tree;
    parserModule.attempt(() => this.#parser.reset());
    throw new ParseTimeoutError(timeoutMs);
  }

  /** The tree of the repaired text, where that has fewer errors; the other one is freed. */
  #repaired(grammar: Grammar, text: string, tree: Tree, endsAtMs: number, timeoutMs: number): Tree {
    let best = tree;
    let bestText = text;
    for (const repair of grammar.repairs ?? []) {
      const hasError = parserModule.attempt(() => best.rootNode.hasError);
      const other = hasError ? repair(bestText) : null;
      if (other === null) continue;
      const before = best;
      let repaired: Tree;
      try {
        repaired = this.#parse(other, endsAtMs, timeoutMs);
      } catch (error) {
        parserModule.attempt(() => before.delete());
        throw error;
      }
      const isBetter = parserModule.attempt(() => countErrors(repaired) < countErrors(before));
      parserModule.attempt(() => (isBetter ? before : repaired).delete());
      if (!isBetter) continue;
      best = repaired;
      bestText = other;
    }
    return best;
  }

  /** Frees the parser's memory. */
  close(): void {
    // What is broken can't be tidied up.
    if (!parserModule.isBroken) this.#parser.delete();
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
      const file = createRequire(import.meta.url).resolve(grammar.wasm);
      language = await parserModule.language(file);
    } catch (error) {
      if (hasErrorCode(error, "PARSER_BROKEN")) throw error;
      throw new GrammarNotLoadedError(grammar.wasm, error);
    }
    parserModule.attempt(() => this.#parser.setLanguage(language));
    const memory = (this.#memory ??= parserModule.attempt(() => memoryOf(this.#parser)));
    return { language, copier: new TreeCopier(memory, language, grammar.ignoredTypes) };
  }
}

/** Something that is missing is an error, too, which the tree does not list: it counts as one. */
function countErrors({ rootNode }: Tree): number {
  return rootNode.hasError ? rootNode.descendantsOfType("ERROR").length + 1 : 0;
}
