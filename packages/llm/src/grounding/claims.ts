import { mentionedNames } from "./mentioned-names.js";

const CODE_SPAN = /`([^`]+)`/gu;
/** Outside of names: `3`, `1.5`, `1_000`; no part of `utf8` or `v2`. */
const NUMBERS = /(?<![\w.])\d+(?:[.,_]\d+)*(?!\w)/gu;
/** Words of the languages and abbreviations that look like names and say nothing of the tree. */
const PLAIN_WORDS = new Set(
  "true false null none undefined nil self this super async await return yield void any unknown never e.g i.e JavaScript TypeScript GitHub".split(
    " ",
  ),
);

/** What of a sentence can be looked for: names in code marks, and numbers outside of them. */
export function claimsInMarks(sentence: string): string[] {
  const names = [...sentence.matchAll(CODE_SPAN)].map(([, name = ""]) => name.trim());
  const numbers = sentence.replaceAll(CODE_SPAN, " ").match(NUMBERS) ?? [];
  return [...new Set([...names, ...numbers])].filter((claim) => claim !== "");
}

/** As {@link claimsInMarks}, with the words of the prose that look like names. */
export function claimsOf(sentence: string): string[] {
  // A word alone would be taken for a name: beside code marks it is a verb.
  const prose = mentionedNames(`${sentence.replaceAll(CODE_SPAN, " ")} a`);
  return [...new Set([...claimsInMarks(sentence), ...prose])].filter((claim) => !isPlainWord(claim));
}

/** Whether a word that looks like a name is one of a language, or an abbreviation. */
export function isPlainWord(word: string): boolean {
  return PLAIN_WORDS.has(word) || PLAIN_WORDS.has(word.toLowerCase());
}

/**
 * Whether a text has what a sentence claims: a name as it stands, or its parts, as `A.b` is there where `b` stands in a class `A`;
 * digits may be grouped otherwise.
 */
export function holdsClaim(text: string, claim: string): boolean {
  if (/^[\d.,_]+$/u.test(claim)) return hasWord(ungrouped(text), ungrouped(claim));
  if (/[^\p{L}\p{N}_$]/u.test(claim) && text.includes(claim)) return true;
  const parts = claim
    .replace(/\([^()]*\)$/u, "")
    .split(/[^\p{L}\p{N}_$]+/u)
    .filter((part) => part !== "" && !isPlainWord(part));
  return parts.every((part) => hasWord(text, part)) && (parts.length > 0 || /\p{L}/u.test(claim));
}

function ungrouped(text: string): string {
  return text.replaceAll(/(?<=\d)[,_](?=\d)/gu, "");
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + word.length])) return true;
  return false;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
