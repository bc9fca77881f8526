/** A run of fence marks is no longer than this; longer ones in a text are cut, so that a fence has a bound. */
const LONGEST_RUN = 31;
const SHORTEST_FENCE = 3;
const RUNS = /`+/gu;
const TOO_LONG = new RegExp(`\`{${LONGEST_RUN + 1},}`, "gu");
/** Longer than any name that people give. */
const NAME_CHARACTERS = 200;

/** A text of the code base as it may stand between fences: no run of marks is longer than a fence can be. */
export function quotable(text: string): string {
  return text.replaceAll(TOO_LONG, "`".repeat(LONGEST_RUN));
}

/** A line of marks that none of these texts holds, so that none of them ends before its fence says so. */
export function fenceFor(texts: Iterable<string>): string {
  let longest = SHORTEST_FENCE - 1;
  for (const text of texts) {
    for (const [run] of text.matchAll(RUNS)) longest = Math.max(longest, run.length);
  }
  return "`".repeat(longest + 1);
}

/**
 * A name as it may stand in a sentence, between single marks: on one line, without marks, and no longer than names are. File
 * names may hold whole sentences.
 */
export function quotableName(name: string): string {
  const line = name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").replaceAll("`", "'");
  return line.length <= NAME_CHARACTERS ? line : `${line.slice(0, NAME_CHARACTERS).toWellFormed()}…`;
}
