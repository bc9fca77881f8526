import { diffWordsWithSpace } from "diff";
import type { WordPart } from "./changes.js";

/** Longer texts are told apart as a whole: comparing them word by word would take longer than anybody waits. */
const MAX_CHARACTERS = 50_000;

/** Two texts as one, word by word; `null` where they are the same. */
export function wordParts(before: string | null, after: string | null): WordPart[] | null {
  if (before === after) return null;
  if (before === null || after === null || before.length + after.length > MAX_CHARACTERS) {
    return [
      ...(before === null ? [] : [{ text: before, change: "removed" as const }]),
      ...(after === null ? [] : [{ text: after, change: "added" as const }]),
    ];
  }
  return diffWordsWithSpace(before, after).map(({ value: text, added, removed }) => ({
    text,
    change: added ? "added" : removed ? "removed" : "same",
  }));
}
