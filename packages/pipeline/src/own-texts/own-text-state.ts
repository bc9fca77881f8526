import type { CodeNode, Documentation } from "@stemma/graph-store";
import type { OwnText } from "../index/texts-of-people.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import { type MergedText, mergeTexts } from "./merge-texts.js";

/** What became of a person's text since it was written. */
export interface OwnTextState {
  /** Its source, or what is made of its node, is another one by now; `false` also where nobody knows what it was. */
  readonly isStale: boolean;
  /** With what is made now; `null` where nothing else is made, or where nobody knows what the person began with. */
  readonly merged: MergedText | null;
}

/** What is made of a node, as the index has it. */
export function madeText({ text }: Pick<Documentation, "text">): string {
  return maskSecrets(text);
}

/** Compares a person's text with what is made of its node, and its source with that of then. */
export function ownTextState(
  own: OwnText,
  node: Pick<CodeNode, "sourceHash">,
  written: Pick<Documentation, "text"> | undefined,
): OwnTextState {
  const { text, base, source } = own;
  if (base === undefined) return { isStale: false, merged: null };
  const made = written === undefined ? base : madeText(written);
  // After a move in the history the graph has the person's text for its own.
  const isMadeAnew = made !== base && made !== text;
  const isStale = isMadeAnew || (source !== undefined && source !== node.sourceHash);
  return { isStale, merged: isMadeAnew ? mergeTexts(base, text, made) : null };
}
