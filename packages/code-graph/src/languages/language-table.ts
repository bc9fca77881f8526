import { c, cpp } from "./c/c.js";
import { DEFINITIONS_LANGUAGES } from "./definitions/definitions-table.js";
import { javascript, tsx, typescript } from "./ecmascript/ecmascript.js";
import { go } from "./go/go.js";
import { java } from "./java/java.js";
import type { AnyLanguage, Language } from "./language.js";
import { python } from "./python/python.js";
import { TEXTS } from "./texts/text-table.js";

/**
 * Every supported language, in two tiers: with calls, an entry here and a folder beside this file; with definitions and imports
 * alone, an entry in `definitions/definitions-table.ts`.
 */
export const LANGUAGES: readonly Language[] = [
  python,
  javascript,
  typescript,
  tsx,
  go,
  java,
  c,
  cpp,
  ...DEFINITIONS_LANGUAGES,
];

/** Everything that is read, code and texts. */
export const ALL_LANGUAGES: readonly AnyLanguage[] = [...LANGUAGES, ...TEXTS];

/** The language of a file by its path or its ending, or `null`. */
export function languageOf<L extends Pick<AnyLanguage, "extensions" | "paths"> = AnyLanguage>(
  path: string,
  languages: readonly L[] = ALL_LANGUAGES as unknown as readonly L[],
): L | null {
  const whole = path.toLowerCase();
  for (const language of languages) if (language.paths?.test(whole) === true) return language;
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  if (dot <= 0) return null;
  const extension = name.slice(dot);
  return languages.find((language) => language.extensions.includes(extension)) ?? null;
}
