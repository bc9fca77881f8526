import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore } from "@stemma/graph-store";
import { type JudgedSentence, judgeText, pointsNowhere } from "@stemma/llm/grounding";
import { TextRefusedError } from "../errors/text-refused-error.js";
import { asShown, groundingOf, readCited } from "../grounding/cited-texts.js";
import type { UnsupportedSentence } from "./work-item.js";

/** Of a sentence in a message. */
const MOST_CHARACTERS = 120;
const MOST_SAID = 5;

/** A text with what its sentences stand on. */
export interface GroundedText {
  readonly text: string;
  readonly grounding?: string | undefined;
}

/** Compares a submitted text with what it cites, as `verify --texts` will; nothing for a text without citations. */
export async function judgeSubmitted(
  graph: GraphStore,
  facts: CodeNode,
  { text, grounding: encoded }: GroundedText,
  options: CallOptions,
): Promise<readonly JudgedSentence[]> {
  const grounding = groundingOf({ grounding: encoded });
  if (grounding === null) return [];
  const textOf = await readCited(graph, [grounding], options);
  return judgeText(text, grounding, { node: asShown(facts), textOf });
}

/** Those that nothing bears. */
export function unsupportedIn(judged: readonly JudgedSentence[]): UnsupportedSentence[] {
  return judged
    .filter(({ standing }) => standing !== "supported")
    .map(({ text, missing }) => ({ text, missing }));
}

/** @throws {@link TextRefusedError} `TEXT_REFUSED` for sentences that cite nothing that is there, as a paid model is asked for them once more */
export function requireCitations(
  id: string,
  judged: readonly JudgedSentence[],
  giveBackOnce: () => boolean,
): void {
  const nowhere = judged.filter(pointsNowhere).map(({ text }) => text);
  if (nowhere.length === 0 || !giveBackOnce()) return;
  const said = nowhere
    .slice(0, MOST_SAID)
    .map((text) => `"${text.slice(0, MOST_CHARACTERS).toWellFormed()}"`);
  throw new TextRefusedError(
    id,
    `these sentences cite nothing that is there: ${said.join(", ")}`,
    'Give it again with the same lease, each sentence with lines of the item\'s source, "docstring", or ids of dependsOn; what has none then is kept, and marked',
  );
}
