/** Words that say nothing of what code does, in sentences and in the languages that are read. */
const STOP_WORDS = new Set(
  (
    "a an the of in to for is are be with by on from at as and or how do does what where which when who it its this that " +
    "i you my we can use using if else true false none null self return returns def function const let var new public static"
  ).split(" "),
);

const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+/gu;
/** Endings that are taken off, the longest first; what stays must be a word still. */
const ENDINGS = ["ing", "ies", "ied", "ed", "es", "er", "s"];
const shortestStem = 3;

/**
 * The words of a text to be looked up, in order, with repetitions: identifiers in their parts and, where they have several, as a
 * whole, too; in small letters, without common endings and without words that say nothing.
 *
 * @example
 * ```ts
 * keywordsOf("closes the openFiles"); // ["clos", "open", "fil", "openfil"]
 * ```
 */
export function keywordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [identifier] of text.matchAll(IDENTIFIER)) words.push(...wordsOf(identifier));
  return words;
}

/** Identifiers whose words are kept: a tree has some ten thousand different ones, and each of them many times. */
const MOST_KEPT = 100_000;
/** Longer ones are no names, and come once. */
const LONGEST_KEPT = 64;
const kept = new Map<string, readonly string[]>();

function wordsOf(identifier: string): readonly string[] {
  const known = kept.get(identifier);
  if (known !== undefined) return known;
  const parts = partsOf(identifier);
  const words = parts.filter((part) => !STOP_WORDS.has(part)).map(stemOf);
  if (parts.length > 1) words.push(stemOf(parts.join("")));
  if (identifier.length > LONGEST_KEPT) return words;
  if (kept.size >= MOST_KEPT) kept.clear();
  // Of a slice of a text the whole text would be kept.
  kept.set(Buffer.from(identifier).toString(), words);
  return words;
}

/** Two words of one stem have at least so much in common, and so much of an ending. */
const shortestBeginning = 4;
const longestEnding = 3;

/**
 * Where in a text words stand that are these, as {@link keywordsOf} makes them, or of the same stem: `close` where `clos` is looked for.
 * Whole identifiers, each with those that it has.
 */
export function placesOf(
  text: string,
  wanted: ReadonlySet<string>,
): { readonly start: number; readonly end: number; readonly words: readonly string[] }[] {
  const isMeant = (one: string, other: string): boolean => {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    if (short.length < shortestBeginning) return short === long;
    return long.startsWith(short) && long.length - short.length <= longestEnding;
  };
  return [...text.matchAll(IDENTIFIER)].flatMap(({ 0: identifier, index: start }) => {
    const found = keywordsOf(identifier);
    const words = [...wanted].filter((stem) => found.some((word) => isMeant(word, stem)));
    return words.length === 0 ? [] : [{ start, end: start + identifier.length, words }];
  });
}

function partsOf(identifier: string): string[] {
  return identifier
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1_$2")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .split(/[_$]+/u)
    .filter((part) => part !== "");
}

/** Light, and the same for a question and a text: `caching`, `cached` and `caches` meet. */
function stemOf(word: string): string {
  const ending = ENDINGS.find((each) => word.endsWith(each) && word.length - each.length >= shortestStem);
  if (ending === undefined || word.length <= shortestStem + 1) return word;
  return `${word.slice(0, -ending.length)}${ending === "ies" || ending === "ied" ? "y" : ""}`;
}
