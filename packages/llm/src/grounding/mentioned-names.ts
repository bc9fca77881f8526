/** What a name may consist of in the languages that are read. */
const identifierShape = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/**
 * The words of a text that look like names: `snake_case`, `camelCase`, `PascalCase` inside a sentence, `a.b`, `a::b`,
 * `a#b`, or all of a text that is one word; without what stands around them.
 */
export function mentionedNames(text: string): string[] {
  const words = text
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
