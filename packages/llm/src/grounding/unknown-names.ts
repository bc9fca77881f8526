import { isPlainWord } from "./claims.js";
import { mentionedNames } from "./mentioned-names.js";

/** What stands between backticks on one line. */
const CODE_SPAN = /`([^`\n]+)`/gu;
const FENCED_CODE = /^```[^\n]*\n[\s\S]*?(?:^```[^\n]*$|$(?![\s\S]))/gmu;
const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Names in a text that stand nowhere in what it may speak of. */
export interface UnknownNames {
  /** Written as code: there is no such thing. */
  readonly asCode: readonly string[];
  /** Words of the prose that look like names: products and languages are among them. */
  readonly inProse: readonly string[];
}

/** Looks up every name that a text mentions, without a model. */
export function unknownNames(text: string, isKnown: (word: string) => boolean): UnknownNames {
  const isUnknown = (word: string): boolean => !isKnown(word) && !isPlainWord(word);
  const prose = text.replaceAll(FENCED_CODE, "");
  const spans = [...prose.matchAll(CODE_SPAN)].map(([, code = ""]) => code);
  const asCode = spans.flatMap(wordsOf).filter(isUnknown);
  // A word alone would be taken for a name: beside code marks it is a verb.
  const inProse = mentionedNames(`${prose.replaceAll(CODE_SPAN, " ")} a`)
    .filter((name) => !isPlainWord(name))
    .flatMap(wordsOf)
    .filter(isUnknown);
  return { asCode: [...new Set(asCode)], inProse: [...new Set(inProse)] };
}

/** The names that a text, a path or an id is made of. */
export function wordsOf(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}
