import { claimsInMarks, holdsClaim, joinOpenSpans, sentencePieces } from "@stemma/llm/grounding";
import type { AnsweredSentence, Passage } from "./tree-answer.js";

const CITATIONS = /\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\]/g;

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
    const unfounded = claimsInMarks(text).filter((claim) => !holdsClaim(cited, claim));
    return { text, cites, unfounded, isFounded: cites.length > 0 && unfounded.length === 0 };
  });
}

/** Citations that begin a piece belong to the sentence before it: models set them before and behind the full stop. */
function sentencesOf(answer: string): string[] {
  const sentences: string[] = [];
  for (const line of answer.split(/\n+/)) {
    let isFirst = true;
    for (const segment of sentencePieces(line)) {
      const [leading = ""] = /^(?:\s*\[[\d\s,;]*\])+[.\s]*/.exec(segment) ?? [];
      if (leading !== "" && !isFirst) sentences.push(`${sentences.pop() ?? ""} ${leading}`);
      const rest = isFirst ? segment : segment.slice(leading.length);
      if (rest.replace(CITATIONS, "").trim() !== "") sentences.push(rest);
      isFirst = false;
    }
  }
  return joinOpenSpans(sentences);
}

function numbersIn(sentence: string): number[] {
  return [...sentence.matchAll(CITATIONS)].flatMap(([list]) =>
    [...list.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  );
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
