import type { CompletionRequest } from "../request/completion-request.js";
import { decodeGrounding, pointsNowhere } from "./text-grounding.js";

/** The request that asks once more, where sentences of an answer point nowhere; `undefined` where none does, or it was asked again already. */
export function askedAgain(
  request: CompletionRequest,
  { text, grounding: encoded }: { readonly text: string; readonly grounding?: string | undefined },
): CompletionRequest | undefined {
  const grounding = encoded === undefined ? null : decodeGrounding(encoded);
  // What the first pass over a cycle says is not kept.
  if (grounding === null || request.again !== undefined || request.cycle?.pass === 1) return undefined;
  const nowhere = grounding.sentences.filter(pointsNowhere).map(({ start, end }) => text.slice(start, end));
  return nowhere.length === 0 ? undefined : { ...request, again: { text, nowhere } };
}
