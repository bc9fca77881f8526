import { DEFINITIONS_LANGUAGES } from "./definitions/definitions-table.js";
import { javascript, tsx, typescript } from "./ecmascript/ecmascript.js";
import { go } from "./go/go.js";
import { java } from "./java/java.js";
import type { Language } from "./language.js";
import { python } from "./python/python.js";
import { rust } from "./rust/rust.js";

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
  rust,
  ...DEFINITIONS_LANGUAGES,
];

/** The language of a file by its ending, or `null`. */
export function languageOf(path: string, languages: readonly Language[] = LANGUAGES): Language | null {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  if (dot <= 0) return null;
  const extension = name.slice(dot);
  return languages.find((language) => language.extensions.includes(extension)) ?? null;
}
