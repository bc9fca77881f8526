import type { Metadata } from "@stemma/chroma";
import { metadataObject } from "../canonical/metadata-objects.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentKey, DocumentRow } from "../model/document-row.js";

/** Which of the three versions. */
export type Side = "base" | "ours" | "theirs";

/** The field that holds text, uri, vector and model together: a text without its own vector would be wrong. */
export const CONTENT_FIELD = "content";

/** The whole document or collection: one side deleted what the other changed. */
export const EXISTENCE_FIELD = "existence";

/** A row as it is shown: its metadata as an object. */
export type WithMetadata<Row extends { readonly metadata: string | null }> = Omit<Row, "metadata"> & {
  readonly metadata: Metadata | null;
};

/** The three versions of what is in conflict, as they are shown. */
export interface ShownVersions<Row extends { readonly metadata: string | null }> {
  readonly base: WithMetadata<Row> | null;
  readonly ours: WithMetadata<Row> | null;
  readonly theirs: WithMetadata<Row> | null;
}

/** A document that both sides changed in ways that can't both stand. */
export interface DocumentConflict extends DocumentKey, ShownVersions<DocumentRow> {
  readonly kind: "document";
  /** What the collection is called on our side. */
  readonly collectionName: string;
  /** `"content"`, `"metadata.<key>"`, or `"existence"`. */
  readonly fields: readonly string[];
}

/** A collection that both sides changed in ways that can't both stand. */
export interface CollectionConflict extends ShownVersions<CollectionRow> {
  readonly kind: "collection";
  readonly collection: string;
  /** On our side; on theirs, when ours has it no more. */
  readonly collectionName: string;
  /** `"name"`, `"metadata.<key>"`, or `"existence"`. */
  readonly fields: readonly string[];
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
  /**
   * A text of one's own with its vector, in place of either side's. Of metadata it decides only what a text was written from, which stays as
   * on our side; the rest is merged as without it.
   */
  readonly content?: OwnText;
  /** A document of one's own; a changed text needs its own vector. */
  readonly document?: Pick<DocumentRow, "document" | "embedding"> & {
    readonly metadata: Metadata | null;
    readonly uri?: string | null;
  };
}

/** A row as the caller is shown it. */
export function shownRow<Row extends { readonly metadata: string | null }>(row: Row): WithMetadata<Row> {
  return { ...row, metadata: metadataObject(row.metadata) };
}

/** What of three versions the caller is shown. */
export function shownVersions<Row extends { readonly metadata: string | null }>(versions: {
  readonly base: Row | null;
  readonly ours: Row | null;
  readonly theirs: Row | null;
}): ShownVersions<Row> {
  const shown = (row: Row | null): WithMetadata<Row> | null => row && shownRow(row);
  return { base: shown(versions.base), ours: shown(versions.ours), theirs: shown(versions.theirs) };
}

/** A text of one's own also says that the document stays, and that what it was written from is as on our side. */
export function decidesField(
  { take, document, content, fields }: Resolution,
  field: string,
  sourceFields: readonly string[],
): boolean {
  if (take !== undefined || document !== undefined || fields?.[field] !== undefined) return true;
  return content !== undefined && (isAboutText(field) || isAboutSource(field, sourceFields));
}

/** The text, or the document with it. */
export function isAboutText(field: string): boolean {
  return field === CONTENT_FIELD || field === EXISTENCE_FIELD;
}

/** What the text was written from. */
export function isAboutSource(field: string, sourceFields: readonly string[]): boolean {
  return sourceFields.some((key) => field === `metadata.${key}`);
}

/** The same document or collection. */
export function isAbout(resolution: Resolution, conflict: MergeConflict): boolean {
  const id = conflict.kind === "document" ? conflict.id : undefined;
  return resolution.collection === conflict.collection && resolution.id === id;
}
