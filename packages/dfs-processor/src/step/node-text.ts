import { type Completion, LlmAnswerError, summarize } from "@stemma/llm";
import { groundText } from "@stemma/llm/grounding";

/** A text that may be stored: never empty, with its summary. */
export interface NodeText {
  readonly text: string;
  readonly summary: string;
  /** What its sentences stand on, as it is stored; absent where whoever wrote it doesn't say. */
  readonly grounding?: string | undefined;
  /** Who wrote it, where that is not the provider that was asked. */
  readonly writtenBy?: Completion["writtenBy"];
}

/** What is stored of an answer about the node that is called `name`. @throws {@link LlmAnswerError} for an empty one */
export function nodeText(
  name: string,
  { text: answer, summary: told, sentences, writtenBy }: Completion,
  model: string,
): NodeText {
  const text = answer.trim();
  if (text === "") throw new LlmAnswerError(model, "it is empty");
  // A reader, and a search, meets the text without its node.
  const named = text.includes(name) ? text : `\`${name}\`: ${text}`;
  const grounding = sentences === undefined ? undefined : groundText(named, sentences);
  return { text: named, summary: told ?? summarize(named), grounding, writtenBy };
}
