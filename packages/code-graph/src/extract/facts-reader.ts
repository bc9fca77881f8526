import type { FileFacts } from "../facts/file-facts.js";
import type { AnyLanguage } from "../languages/language.js";
import type { SourceParser } from "../parse/source-parser.js";
import { readFacts } from "./read-facts.js";

/** Turns text into facts, on this thread or on others. */
export interface FactsReader {
  /**
   * @throws {@link ParseTimeoutError} `PARSE_TIMEOUT`, after `timeoutMs`.
   * @throws {@link GrammarNotLoadedError} `GRAMMAR_NOT_LOADED`.
   */
  readFacts(language: AnyLanguage, text: string, timeoutMs: number): Promise<FileFacts>;
  /** Releases threads and memory; idempotent. */
  close(): Promise<void>;
}

/** Reads facts on the calling thread. */
export class InlineFactsReader implements FactsReader {
  readonly #parser: SourceParser;
  readonly #ownsParser: boolean;

  /** @param ownsParser - whether `close()` closes the parser, too. */
  constructor(parser: SourceParser, ownsParser: boolean) {
    this.#parser = parser;
    this.#ownsParser = ownsParser;
  }

  readFacts(language: AnyLanguage, text: string, timeoutMs: number): Promise<FileFacts> {
    return readFacts(this.#parser, language, text, timeoutMs);
  }

  close(): Promise<void> {
    if (this.#ownsParser) this.#parser.close();
    return Promise.resolve();
  }
}
