import { plainConflict, type WaitingConflict, wordParts } from "@stemma/pipeline";
import type { Conflict } from "../api/merge.js";

type Side = Conflict["fields"][number]["ours"];

/** A conflict with base, ours and theirs of each of its fields. */
export function toldConflict(waiting: WaitingConflict): Conflict {
  const { collection, id, isDecided, fields } = plainConflict(waiting);
  return {
    collection,
    id,
    isDecided,
    isAboutText: id !== null && fields.some(({ field }) => field === "content" || field === "existence"),
    fields: fields.map(({ field, base, ours, theirs, decided, own }) => ({
      field,
      base: textOf(base),
      ours: toldSide(base, ours),
      theirs: toldSide(base, theirs),
      decided,
      own,
    })),
  };
}

function toldSide(base: unknown, side: unknown): Side {
  const words = typeof base === "string" && typeof side === "string" ? wordParts(base, side) : null;
  return { text: textOf(side), words: words === null ? null : words.map((part) => ({ ...part })) };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
