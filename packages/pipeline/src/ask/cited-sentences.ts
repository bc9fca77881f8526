import type { AnsweredSentence, Passage } from "./tree-answer.js";

const CITATIONS = /\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\]/g;
/** A sentence that begins with a name in code marks is none for Unicode's rules where the name begins in lower case. */
const BEFORE_NAME = /(?<=[.!?](?:\s*\[[\d\s,;]+\])*)\s+(?=`)/;
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of an answer, each with the passages that it cites and with what of it they do not have. */
export function citedSentences(answer: string, passages: readonly Passage[]): AnsweredSentence[] {
  const texts = new Map(passages.map((passage) => [passage.number, textOf(passage)]));
  return sentencesOf(answer).map((sentence) => {
    const cites = [...new Set(numbersIn(sentence))].filter((number) => texts.has(number));
    const text = sentence
      .replace(CITATIONS, "")
      .replace(/\s+/g, " ")
      .replace(/ ([.,;:!?])/g, "$1")
      .trim();
    const cited = cites.map((number) => texts.get(number) ?? "").join("\n");
    const unfounded = claimsOf(text).filter((claim) => !holds(cited, claim));
    return { text, cites, unfounded, isFounded: cites.length > 0 && unfounded.length === 0 };
  });
}

/** Citations that begin a piece belong to the sentence before it: models set them before and behind the full stop. */
function sentencesOf(answer: string): string[] {
  const sentences: string[] = [];
  for (const line of answer.split(/\n+/)) {
    let isFirst = true;
    for (const segment of segmentsOf(line)) {
      const [leading = ""] = /^(?:\s*\[[\d\s,;]*\])+[.\s]*/.exec(segment) ?? [];
      if (leading !== "" && !isFirst) sentences.push(`${sentences.pop() ?? ""} ${leading}`);
      const rest = isFirst ? segment : segment.slice(leading.length);
      if (rest.replace(CITATIONS, "").trim() !== "") sentences.push(rest);
      isFirst = false;
    }
  }
  return joined(sentences);
}

function segmentsOf(line: string): string[] {
  return Array.from(segmenter.segment(line), ({ segment }) => segment.split(BEFORE_NAME)).flat();
}

/** A stop inside code marks, as in `` `a.b` ``, ends no sentence. */
function joined(pieces: readonly string[]): string[] {
  const sentences: string[] = [];
  for (const piece of pieces) {
    const before = sentences.at(-1);
    const isOpen = before !== undefined && (before.match(/`/g) ?? []).length % 2 === 1;
    if (isOpen) sentences[sentences.length - 1] = before + piece;
    else sentences.push(piece);
  }
  return sentences;
}

function numbersIn(sentence: string): number[] {
  return [...sentence.matchAll(CITATIONS)].flatMap(([list]) =>
    [...list.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  );
}

/** What can be looked for: names in code marks, and numbers outside of them. */
function claimsOf(text: string): string[] {
  const names = [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name.trim());
  const numbers = text.replace(/`[^`]*`/g, " ").match(/(?<![\w.])\d+(?:[.,_]\d+)*(?![\w])/g) ?? [];
  return [...new Set([...names, ...numbers])].filter((claim) => claim !== "");
}

/** A name is there as it stands, or its parts are, as `A.b` is where `b` stands in a class `A`; digits may be grouped otherwise. */
function holds(text: string, claim: string): boolean {
  if (/^[\d.,_]+$/.test(claim)) return hasWord(ungrouped(text), ungrouped(claim));
  if (/[^\p{L}\p{N}_$]/u.test(claim) && text.includes(claim)) return true;
  const parts = claim
    .replace(/\([^()]*\)$/, "")
    .split(/[.#:]+/)
    .filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => hasWord(text, part));
}

function ungrouped(text: string): string {
  return text.replace(/(?<=\d)[,_](?=\d)/g, "");
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + word.length])) return true;
  return false;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}

function textOf({
  id,
  signature,
  documentation,
  source,
  callers,
  callees,
  startLine,
  endLine,
}: Passage): string {
  return [id, signature ?? "", documentation, source, ...callers, ...callees, `${startLine} ${endLine}`].join(
    "\n",
  );
}
