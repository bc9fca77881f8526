import { mentionedNames } from "../names/mentioned-names.js";

/** What stands between backticks on one line. */
const CODE_SPAN = /`([^`\n]+)`/gu;
const FENCED_CODE = /^```[^\n]*\n[\s\S]*?(?:^```[^\n]*$|$(?![\s\S]))/gmu;
const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** Words of the languages that need not stand in a source. */
const LANGUAGE_WORDS = new Set(
  "true false null none undefined nil self this super async await return yield void any unknown never".split(
    " ",
  ),
);

/** Names in a text that stand nowhere in what it may speak of. */
export interface UnknownNames {
  /** Written as code: there is no such thing. */
  readonly asCode: readonly string[];
  /** Words of the prose that look like names: products and languages are among them. */
  readonly inProse: readonly string[];
}

/**
 * Looks up every name that a text mentions. `known`: the words of names of the tree; `sources`: the texts that the node's was to be
 * written from.
 */
export function unknownNames(
  text: string,
  known: ReadonlySet<string>,
  sources: readonly string[],
): UnknownNames {
  const written = new Set(sources.flatMap(wordsOf));
  const isKnown = (word: string): boolean =>
    known.has(word) || written.has(word) || LANGUAGE_WORDS.has(word.toLowerCase());
  const prose = text.replaceAll(FENCED_CODE, "");
  const spans = [...prose.matchAll(CODE_SPAN)].map(([, code = ""]) => code);
  const asCode = spans.flatMap(wordsOf).filter((word) => !isKnown(word));
  const inProse = mentionedNames(prose.replaceAll(CODE_SPAN, " "))
    .flatMap(wordsOf)
    .filter((word) => !isKnown(word));
  return { asCode: [...new Set(asCode)], inProse: [...new Set(inProse)] };
}

/** The names that a text, a path or an id is made of. */
export function wordsOf(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}
