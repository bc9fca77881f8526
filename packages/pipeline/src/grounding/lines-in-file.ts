/** The lines of a definition within another one. */
export interface NestedLines {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Where the lines of a node's own source stand in its file, counted from 1: bodies of nested definitions are elided there. Where the file
 * is not as it was documented, the places are those of before.
 */
export function linesInFile(
  own: readonly string[],
  startLine: number,
  file: readonly string[],
  nested: readonly NestedLines[],
): number[] {
  const places: number[] = [];
  let at = startLine;
  for (const line of own) {
    places.push(at);
    const inFile = file[at - 1] ?? line;
    // The first line begins at the definition's name.
    const isWhole = inFile.trimEnd().endsWith(line.trim());
    at = isWhole ? at + 1 : behindNested(nested, at);
  }
  return places;
}

function behindNested(nested: readonly NestedLines[], at: number): number {
  const ends = nested.filter(({ startLine, endLine }) => startLine <= at && at <= endLine);
  return Math.max(at, ...ends.map(({ endLine }) => endLine)) + 1;
}
