import type { FileFacts } from "../facts/file-facts.js";
import { type AnyLanguage, isTextLanguage } from "../languages/language.js";
import type { SourceParser } from "../parse/source-parser.js";

/**
 * What is found in a text: by the grammar of its language, or, where it is no code, without one.
 *
 * @throws {@link ParseTimeoutError} `PARSE_TIMEOUT`, after `timeoutMs`.
 * @throws {@link GrammarNotLoadedError} `GRAMMAR_NOT_LOADED`.
 */
export function readFacts(
  parser: SourceParser,
  language: AnyLanguage,
  text: string,
  timeoutMs: number,
): Promise<FileFacts> {
  return isTextLanguage(language)
    ? language.readText(text)
    : parser.parse(language.grammar, text, timeoutMs, (tree) => language.extractFacts(tree));
}
