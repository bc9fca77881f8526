import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentKey, DocumentRow } from "../model/document-row.js";

/** Which of the three versions. */
export type Side = "base" | "ours" | "theirs";

/** The field that holds text, uri, vector and model together: a text without its own vector would be wrong. */
export const CONTENT_FIELD = "content";

/** The whole document or collection: one side deleted what the other changed. */
export const EXISTENCE_FIELD = "existence";

/** A document that both sides changed in ways that can't both stand. */
export interface DocumentConflict extends DocumentKey {
  readonly kind: "document";
  /** What the collection is called on our side. */
  readonly collectionName: string;
  /** `"content"`, `"metadata.<key>"`, or `"existence"`. */
  readonly fields: readonly string[];
  readonly base: DocumentRow | null;
  readonly ours: DocumentRow | null;
  readonly theirs: DocumentRow | null;
}

/** A collection that both sides changed in ways that can't both stand. */
export interface CollectionConflict {
  readonly kind: "collection";
  readonly collection: string;
  /** On our side; on theirs, when ours has it no more. */
  readonly collectionName: string;
  /** `"name"`, `"metadata.<key>"`, or `"existence"`. */
  readonly fields: readonly string[];
  readonly base: CollectionRow | null;
  readonly ours: CollectionRow | null;
  readonly theirs: CollectionRow | null;
}

export type MergeConflict = DocumentConflict | CollectionConflict;

/** A text that neither side has, with the vector that the collection's model makes of it. */
export interface OwnText {
  readonly document: string;
  readonly embedding: Float32Array;
}

/** What a person or a program decided for one conflict; `id` is left out for a collection. */
export interface Resolution {
  readonly collection: string;
  readonly id?: string;
  /** The whole document or collection as on one side; or field by field, where fields not named follow `take`. */
  readonly take?: Side;
  readonly fields?: Readonly<Record<string, Side>>;
  /** A text of one's own with its vector, in place of either side's; metadata is merged as without it. */
  readonly content?: OwnText;
  /** A document of one's own; a changed text needs its own vector. */
  readonly document?: Pick<DocumentRow, "document" | "metadata" | "embedding"> & {
    readonly uri?: string | null;
  };
}

/** A text of one's own also says that the document stays. */
export function decidesField({ take, document, content, fields }: Resolution, field: string): boolean {
  if (take !== undefined || document !== undefined || fields?.[field] !== undefined) return true;
  return content !== undefined && isAboutText(field);
}

/** The text, or the document with it. */
export function isAboutText(field: string): boolean {
  return field === CONTENT_FIELD || field === EXISTENCE_FIELD;
}

/** The same document or collection. */
export function isAbout(resolution: Resolution, conflict: MergeConflict): boolean {
  const id = conflict.kind === "document" ? conflict.id : undefined;
  return resolution.collection === conflict.collection && resolution.id === id;
}
