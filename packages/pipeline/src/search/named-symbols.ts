/** What a name may consist of in the languages that are read. */
const identifierShape = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/**
 * The words of a question that look like identifiers: `snake_case`, `camelCase`, `PascalCase` inside a sentence, parts
 * of `a.b` or `a::b`, or a question that is one single word.
 */
export function namedSymbols(question: string): string[] {
  const words = question
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}_$]+|[^\p{L}\p{N}_$]+$/gu, ""))
    .filter((word) => word !== "");
  const names = words.flatMap((word, position) => {
    const parts = word.split(/\.|::|#/u).filter((part) => identifierShape.test(part));
    if (parts.length > 1 || words.length === 1) return parts;
    const hasInnerCapital = /[\p{Ll}\p{N}]\p{Lu}/u.test(word);
    const isCapitalised = position > 0 && /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word);
    return word.includes("_") || hasInnerCapital || isCapitalised ? parts : [];
  });
  return [...new Set(names)];
}
