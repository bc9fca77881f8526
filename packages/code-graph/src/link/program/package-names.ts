import type { Binding } from "../../facts/file-facts.js";
import type { LanguageRules } from "../../languages/language.js";

/** What a file itself says of a name, rather than what it imports. */
export function ownBindings(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.filter(({ value }) => value[0] !== "import");
}

/** The full key of a language's package. */
export function packageKey(language: LanguageRules, key: string): string {
  return `${language.family}\n${key}`;
}
