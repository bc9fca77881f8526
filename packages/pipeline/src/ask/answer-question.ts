import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { OpenedAnswerer } from "../llm/open-answerer.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import { askPrompt, DOES_NOT_KNOW } from "./ask-prompt.js";
import { citedSentences } from "./cited-sentences.js";
import { journaledCall } from "./journaled-call.js";
import type { ModelAnswer, Passage } from "./tree-answer.js";

/** Who is asked, and where that is noted. */
export interface Answering {
  /** The graph of the tree, whose journal the call is noted in. */
  readonly graph: GraphStore;
  readonly answerer: OpenedAnswerer;
  /** Told of what has come of the answer so far. */
  readonly onText?: ((soFar: string) => void) | undefined;
}

/** The model's answer from these passages, its sentences compared with what they cite. */
export async function answerQuestion(
  { graph, answerer: { provider, maxInputTokens }, onText }: Answering,
  question: string,
  passages: readonly Passage[],
  options: CallOptions,
): Promise<ModelAnswer> {
  const asked = askPrompt(maskSecrets(question), passages, maxInputTokens);
  const { result, isRemembered } = await journaledCall(
    graph,
    provider,
    { prompt: asked.prompt, onText },
    options,
  );
  const text = result.text.trim();
  const isKnown = !saysThatItDoesNotKnow(text);
  const { inputTokens, outputTokens, costUsd } = isRemembered
    ? { inputTokens: 0, outputTokens: 0, costUsd: 0 }
    : result;
  return {
    text,
    sentences: isKnown ? citedSentences(text, asked.passages) : [],
    isKnown,
    provider: provider.name,
    model: provider.model,
    isRemembered,
    spent: { inputTokens, outputTokens, costUsd },
  };
}

function saysThatItDoesNotKnow(text: string): boolean {
  const plain = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[^a-z]+/g, " ")
      .trim();
  return plain(text.replace(/\[[\d\s,;]*\]/g, "").replace(/don[’']t/gi, "do not")) === plain(DOES_NOT_KNOW);
}
