/** Words that say nothing of what code does, in sentences and in the languages that are read. */
const STOP_WORDS = new Set(
  (
    "a an the of in to for is are be with by on from at as and or how do does what where which when who it its this that " +
    "i you my we can use using if else true false none null self return returns def function const let var new public static"
  ).split(" "),
);

const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+/gu;
/** Endings of verbs and of who does something, the longest first. */
const ENDINGS = ["ing", "ied", "ed", "er"];
/** What stays must be a word still. */
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
  for (const [identifier] of text.matchAll(IDENTIFIER)) {
    const parts = partsOf(identifier);
    for (const part of parts) if (!STOP_WORDS.has(part)) words.push(stemOf(part));
    if (parts.length > 1) words.push(stemOf(parts.join("")));
  }
  return words;
}

/** Where in a text those of these words stand, as {@link keywordsOf} makes them: whole identifiers, each with the words that it has. */
export function placesOf(
  text: string,
  wanted: ReadonlySet<string>,
): { readonly start: number; readonly end: number; readonly words: readonly string[] }[] {
  return [...text.matchAll(IDENTIFIER)].flatMap(({ 0: identifier, index: start }) => {
    const words = keywordsOf(identifier).filter((word) => wanted.has(word));
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

/** Light, and the same for a question and a text: `cache`, `caches`, `cached` and `caching` meet, and `listener` and `listeners`. */
function stemOf(word: string): string {
  if (word.length <= shortestStem) return word;
  const one = singularOf(word);
  const ending = ENDINGS.find((each) => one.endsWith(each) && one.length - each.length >= shortestStem);
  const stem = ending === undefined ? one : withoutEnding(one, ending);
  return stem.endsWith("e") && stem.length > shortestStem ? stem.slice(0, -1) : stem;
}

function singularOf(word: string): string {
  if (word.endsWith("ies") && word.length > shortestStem + 1) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function withoutEnding(word: string, ending: string): string {
  const stem = word.slice(0, -ending.length);
  if (ending === "ied") return `${stem}y`;
  // `stopped` is of `stop`, `called` of `call`.
  return stem.length > shortestStem && /([b-df-hjkmnp-rtv-y])\1$/u.test(stem) ? stem.slice(0, -1) : stem;
}
