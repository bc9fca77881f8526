/** What a name may consist of in the languages that are read. */
const identifierShape = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Whether a question is no sentence but a name or place: one word. */
export function isName(question: string): boolean {
  return !/\s/u.test(question.trim());
}

/** Whether a question may be the place of something, with spaces in it: `my notes/read me.py:12`. */
export function mayBePlace(question: string): boolean {
  return /[/\\]|\.\w+(?::\d+)?$/u.test(question.trim());
}

/**
 * The words of a question that look like names: `snake_case`, `camelCase`, `PascalCase` inside a sentence, `a.b`, `a::b`,
 * `a#b`, or all of a question that is one word; without what stands around them.
 */
export function mentionedNames(question: string): string[] {
  const words = question
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}_$]+|[^\p{L}\p{N}_$]+$/gu, ""))
    .filter((word) => word !== "");
  const names = words.filter((word, position) => {
    const parts = word.split(/\.|::|#/u);
    if (!parts.every((part) => identifierShape.test(part))) return false;
    if (parts.length > 1 || words.length === 1) return true;
    const hasInnerCapital = /[\p{Ll}\p{N}]\p{Lu}/u.test(word);
    const isCapitalised = position > 0 && /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word);
    return word.includes("_") || hasInnerCapital || isCapitalised;
  });
  return [...new Set(names)];
}
