/** A text in which each match is blank or something else of its length; `null` where none is found. */
export function replaceInPlace(
  text: string,
  replacements: readonly (readonly [pattern: RegExp, by: (match: string) => string])[],
): string | null {
  const changed = replacements.reduce(
    (sum, [pattern, by]) =>
      sum.replace(pattern, (match) => by(match).padEnd(match.length).slice(0, match.length)),
    text,
  );
  return changed === text ? null : changed;
}

/** As many spaces. */
export const blank = (match: string): string => " ".repeat(match.length);
