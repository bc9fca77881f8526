import { isLongerThan } from "../../tokens/estimate-tokens.js";
import type { PromptShortening } from "../prompt-shortening.js";
import { countThatFit } from "./count-that-fit.js";

/** A part of a prompt as it fits, and what it lost by that; `null` when nothing. */
export interface FittedPart {
  readonly text: string;
  readonly shortening: PromptShortening | null;
}

/** Of a text that is too long, so much of the room goes to its beginning; the rest to its end. */
const HEAD_SHARE = 0.7;
/** Room for the note. */
const NOTE_TOKENS = 16;

/** Beginning and end of a text, at whole lines, with a note of how many lines are missing between them. */
export function fitLines(part: string, text: string, maxTokens: number): FittedPart {
  if (!isLongerThan(text, maxTokens)) return { text, shortening: null };
  const lines = text.split("\n");
  const room = Math.max(0, maxTokens - NOTE_TOKENS);
  const head = countThatFit(lines, room * HEAD_SHARE);
  const tail = Math.min(lines.length - head, countThatFit(lines.toReversed(), room * (1 - HEAD_SHARE)));
  const leftOut = lines.length - head - tail;
  const note = `[${leftOut} more lines are left out here]`;
  const shortening = { part, total: lines.length, shortened: 0, namesOnly: 0, leftOut };
  return {
    text: [...lines.slice(0, head), note, ...lines.slice(lines.length - tail)].join("\n"),
    shortening,
  };
}
