import { hasErrorCode } from "@stemma/core";
import type { FileFacts } from "../facts/file-facts.js";
import type { AnyLanguage } from "../languages/language.js";
import type { FactsReader } from "./facts-reader.js";

/**
 * Reads facts on the calling thread as long as its parser holds. When a file has broken that, this file and all that
 * follow are read on threads, which can be replaced.
 */
export class FallbackFactsReader implements FactsReader {
  readonly #inline: FactsReader;
  readonly #createThreads: () => FactsReader;
  #threads: FactsReader | null = null;

  constructor(inline: FactsReader, createThreads: () => FactsReader) {
    this.#inline = inline;
    this.#createThreads = createThreads;
  }

  async readFacts(language: AnyLanguage, text: string, timeoutMs: number): Promise<FileFacts> {
    if (this.#threads === null) {
      try {
        return await this.#inline.readFacts(language, text, timeoutMs);
      } catch (error) {
        if (!hasErrorCode(error, "PARSER_BROKEN")) throw error;
      }
    }
    this.#threads ??= this.#createThreads();
    return this.#threads.readFacts(language, text, timeoutMs);
  }

  async close(): Promise<void> {
    await this.#threads?.close();
    await this.#inline.close();
  }
}
