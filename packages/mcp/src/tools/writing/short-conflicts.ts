import type { MergeResult } from "@stemma/pipeline";
import { ANSWER_TOKENS } from "../../answer/budget.js";
import { fitItems, fitLines } from "../../answer/fit-items.js";

/** Tokens of one side of a text. */
const TEXT_TOKENS = 300;

type Conflict = MergeResult["conflicts"][number];

/** A conflict as answers tell of it: which fields, and the texts of each side. */
interface ShortConflict {
  readonly id?: string;
  readonly collection: string;
  readonly fields: readonly string[];
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** As many as there is room for. */
export function shortConflicts(conflicts: readonly Conflict[]): {
  readonly items: readonly ShortConflict[];
  readonly omitted: readonly string[];
} {
  const { items, left } = fitItems(conflicts.map(shortConflict), ANSWER_TOKENS);
  return {
    items,
    omitted:
      left > 0 ? [`${left} more conflicts: they are told when these are decided, by merge without ref`] : [],
  };
}

function shortConflict(conflict: Conflict): ShortConflict {
  const { collectionName, fields } = conflict;
  const side = (name: "base" | "ours" | "theirs"): string | null => {
    const row = conflict[name];
    if (row === null) return null;
    const text = "document" in row ? (row.document ?? "") : JSON.stringify(row.metadata);
    return fitLines(text, TEXT_TOKENS).text;
  };
  const sides = { base: side("base"), ours: side("ours"), theirs: side("theirs") };
  return {
    ...(conflict.kind === "document" ? { id: conflict.id } : {}),
    collection: collectionName,
    fields,
    ...sides,
  };
}
