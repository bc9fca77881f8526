import { LANGUAGES } from "@stemma/code-graph";

/** Names of the languages that are read, each once. */
export const languageNames: readonly string[] = [...new Set(LANGUAGES.map(({ name }) => name))];

/** Endings of the files of a language, with the dot. */
export function extensionsOf(language: string): string[] {
  return LANGUAGES.filter(({ name }) => name === language).flatMap(({ extensions }) => extensions);
}
