/** A text as a person begins to edit it. */
export interface EditableText {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  /** What a person wrote before, else what is made; where both changed since, with marks of the conflict. */
  readonly text: string;
  /** A person wrote it before. */
  readonly isOwn: boolean;
  /** A person wrote it before, and its source, or what is made of it, has changed since. */
  readonly isStale: boolean;
}

/** What became of an edit. `confirmed`: the same text, of the source as it is now; `made again`: what is made stands there again. */
export interface EditedText {
  readonly id: string;
  readonly outcome: "written" | "confirmed" | "unchanged" | "made again";
  /** Secrets were taken out of it. */
  readonly isMasked: boolean;
}

/** What was taken from an exported wiki. */
export interface TakenEdits {
  readonly edited: readonly EditedText[];
  /** Pages that nobody edited. */
  readonly unchanged: number;
  /** Pages that were not taken, with why; nothing of them was. */
  readonly refused: readonly { readonly page: string; readonly because: string }[];
}
