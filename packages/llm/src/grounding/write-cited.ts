import type { CompletionRequest } from "../request/completion-request.js";
import { Citable } from "./citable.js";
import type { AnsweredSentence, CitedAnswer } from "./cited-answer.js";
import type { CitedSentence } from "./text-grounding.js";

/** A text with what each sentence stands on. */
export interface WrittenText {
  readonly text: string;
  readonly sentences: readonly CitedSentence[];
}

/** The text of an answer, with what its citations lead to in what was asked. */
export function writeCited(request: CompletionRequest, answer: CitedAnswer): WrittenText {
  const citable = new Citable(request);
  const sentences = [...answer.summary, ...answer.details];
  return {
    text: textOfCited(answer),
    sentences: sentences.map(({ text, cites }) => ({ text, ...citable.resolve(cites) })),
  };
}

/** Summary and details, a paragraph each. */
export function textOfCited({ summary, details }: CitedAnswer): string {
  const paragraphs = [summary, details].filter(({ length }) => length > 0);
  return paragraphs.map(paragraphOf).join("\n\n");
}

function paragraphOf(sentences: readonly AnsweredSentence[]): string {
  return sentences.map(({ text }) => text).join(" ");
}
