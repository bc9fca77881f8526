import { ALL_LANGUAGES, languageOf } from "@stemma/code-graph";

/** Names of the languages that are read, code and texts, each once. */
export const languageNames: readonly string[] = [...new Set(ALL_LANGUAGES.map(({ name }) => name))];

/** Name of the language of a file, or `undefined`. */
export function languageNameOf(path: string): string | undefined {
  return languageOf(path)?.name;
}
