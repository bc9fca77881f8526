import { keywordsOf, placesOf } from "../first-stage/keywords.js";

/** Longer lines are no source that somebody wrote. */
const LONGEST_LINE = 400;
/** Lines of a symbol that are looked at. */
const MOST_LINES_READ = 2_000;

/** A line of a symbol's source that holds words of the question. */
export interface MatchingLine {
  /** Counted from 1, in its file. */
  readonly line: number;
  readonly text: string;
  /** Where in `text` the words stand: from and to, without the latter. */
  readonly marks: readonly (readonly [number, number])[];
}

/** The part of a node that has lines. */
export interface NodeSource {
  readonly source: string;
  readonly startLine: number | null;
  readonly endLine: number | null;
}

/**
 * The lines of a node's source that say most of the question's words, in their order; none where its source is not the lines of the
 * file as they stand. A word counts the less the more lines it is on.
 */
export function matchingLines(
  { source, startLine, endLine }: NodeSource,
  question: string,
  most = 3,
): MatchingLine[] {
  const lines = source.split("\n");
  if (startLine === null || endLine === null || lines.length !== endLine - startLine + 1) return [];
  const wanted = new Set(keywordsOf(question));
  const found = lines.slice(0, MOST_LINES_READ).flatMap((each, position) => {
    const text = each.trimEnd();
    const places = text.length > LONGEST_LINE ? [] : placesOf(text, wanted);
    if (places.length === 0) return [];
    const words = new Set(places.flatMap((place) => place.words));
    return [{ line: startLine + position, text, words, places }];
  });
  const counts = new Map<string, number>();
  for (const { words } of found) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weightOf = ({ words }: { readonly words: ReadonlySet<string> }): number =>
    [...words].reduce((sum, word) => sum + 1 / (counts.get(word) ?? 1), words.size);
  return found
    .sort((one, other) => weightOf(other) - weightOf(one) || one.line - other.line)
    .slice(0, most)
    .sort((one, other) => one.line - other.line)
    .map(({ line, text, places }) => ({
      line,
      text,
      marks: places.map(({ start, end }) => [start, end] as const),
    }));
}
