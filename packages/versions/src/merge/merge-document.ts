import { InvalidArgumentError } from "@stemma/core";
import { contentHash } from "../canonical/content-hash.js";
import { parseMetadata } from "../canonical/metadata-fields.js";
import { metadataText } from "../canonical/metadata-objects.js";
import type { DocumentRow } from "../model/document-row.js";
import {
  CONTENT_FIELD,
  EXISTENCE_FIELD,
  isAboutSource,
  type Resolution,
  type Side,
  shownRow,
  type WithMetadata,
} from "./conflict.js";
import { mergedSide, mergeMetadata, type Versions } from "./merge-fields.js";

/** What became of a document that both sides changed. */
export interface MergedDocument {
  /** `null`: deleted. Meaningful only when nothing in `conflicts` was left without a resolution. */
  readonly row: DocumentRow | null;
  readonly conflicts: readonly string[];
}

/** What some metadata keys mean. */
export interface FieldRoles {
  /** They tell what a text was written from. */
  readonly sourceFields: readonly string[];
  /** They are computed from the rest: they follow the text's side, and are no conflict. */
  readonly derivedFields: readonly string[];
  /** Whether a document was made from others and can be made again: then it is no conflict, and is marked as stale. */
  readonly isMadeAgain: (document: WithMetadata<DocumentRow>) => boolean;
}

/** Merges by field; conflicts follow the resolution, if there is one. */
export function mergeDocument(
  versions: Versions<DocumentRow | null>,
  resolution: Resolution | undefined,
  roles: FieldRoles,
): MergedDocument {
  const { base, ours, theirs } = versions;
  if (ours === null || theirs === null) {
    return mergeMadeAgain(versions, roles) ?? mergeDeletion(versions, resolution);
  }
  const merged = mergeFields({ base, ours, theirs }, resolution, roles);
  if (merged.conflicts.length === 0 || resolution) return merged;
  return mergeMadeAgain(versions, roles) ?? merged;
}

/**
 * Texts that are made again from what they describe: ours stays until then. One that a side deleted is gone, unless the other side
 * changed what it describes.
 */
function mergeMadeAgain(
  { base, ours, theirs }: Versions<DocumentRow | null>,
  { sourceFields, isMadeAgain }: FieldRoles,
): MergedDocument | undefined {
  const rows = [ours, theirs].filter((row) => row !== null);
  const [kept] = rows;
  if (kept === undefined || !rows.every((row) => isMadeAgain(shownRow(row)))) return undefined;
  if (rows.length === 1 && !isOtherSource(base, kept, sourceFields)) return { row: null, conflicts: [] };
  return { row: { ...kept, isStale: true }, conflicts: [] };
}

function isOtherSource(base: DocumentRow | null, row: DocumentRow, sourceFields: readonly string[]): boolean {
  const [before, after] = [parseMetadata(base?.metadata ?? null), parseMetadata(row.metadata)];
  return sourceFields.some((field) => before.get(field) !== after.get(field));
}

function mergeFields(
  versions: { readonly base: DocumentRow | null; readonly ours: DocumentRow; readonly theirs: DocumentRow },
  resolution: Resolution | undefined,
  { sourceFields, derivedFields }: FieldRoles,
): MergedDocument {
  const { base, ours, theirs } = versions;
  if (resolution?.document) return { row: ownDocument(ours, versions, resolution), conflicts: [] };
  const choose = (field: string): Side | undefined => {
    const isOfOwnText = resolution?.content !== undefined && isAboutSource(field, sourceFields);
    return resolution?.fields?.[field] ?? (isOfOwnText ? "ours" : resolution?.take);
  };
  const content = mergedSide({
    base: base && contentKey(base),
    ours: contentKey(ours),
    theirs: contentKey(theirs),
  });
  const contentSide = content ?? choose(CONTENT_FIELD) ?? "ours";
  const side = versions[contentSide] ?? ours;
  const from = resolution?.content ? ownText(side, resolution.content) : side;
  const { metadata, conflicts, sides } = mergeMetadata(
    { base: base?.metadata ?? null, ours: ours.metadata, theirs: theirs.metadata },
    choose,
    { fields: derivedFields, side: contentSide },
  );
  const other = contentSide === "ours" ? "theirs" : "ours";
  const isTextNew = base === null || contentKey(from) !== contentKey(base);
  const isStale =
    resolution?.content === undefined &&
    (from.isStale || (isTextNew && sourceFields.some((field) => sides.get(field) === other)));
  return {
    row: withHash({ ...from, metadata, isStale }),
    conflicts: content === undefined ? [CONTENT_FIELD, ...conflicts] : conflicts,
  };
}

/** Text, uri and model; for a record without a text its vector. */
function contentKey(row: DocumentRow): string {
  return contentHash({ ...row, metadata: null });
}

function mergeDeletion(
  versions: Versions<DocumentRow | null>,
  resolution: Resolution | undefined,
): MergedDocument {
  const side = resolution?.fields?.[EXISTENCE_FIELD] ?? resolution?.take;
  const remaining = versions.ours ?? versions.theirs;
  if (resolution?.document && remaining) {
    return { row: ownDocument(remaining, versions, resolution), conflicts: [] };
  }
  if (resolution?.content && remaining) {
    return { row: withHash(ownText(remaining, resolution.content)), conflicts: [EXISTENCE_FIELD] };
  }
  return { row: side === undefined ? null : versions[side], conflicts: [EXISTENCE_FIELD] };
}

function ownDocument(
  ours: DocumentRow,
  versions: Versions<DocumentRow | null>,
  { document: own, content }: Resolution,
): DocumentRow {
  if (own === undefined) return ours;
  const { uri } = own;
  const known = [versions.ours, versions.theirs, versions.base].map((row) => row?.metadata ?? null);
  const metadata = metadataText(own.metadata, known);
  return withHash({ ...ownText(ours, content ?? own), metadata, uri: uri ?? ours.uri });
}

/** Written by whoever decided, who saw both sides: it is not stale. */
function ownText(
  row: DocumentRow,
  { document, embedding }: Pick<DocumentRow, "document" | "embedding">,
): DocumentRow {
  if (document?.isWellFormed() === false) {
    throw new InvalidArgumentError(
      `the text for ${row.id} holds half a character, which no history can keep`,
    );
  }
  if (embedding.length !== row.embedding.length) {
    throw new InvalidArgumentError(
      `the resolution of ${row.id} has a vector of ${embedding.length} numbers, the collection's have ${row.embedding.length}`,
    );
  }
  return { ...row, document, embedding, isStale: false };
}

function withHash(row: DocumentRow): DocumentRow {
  return { ...row, contentHash: contentHash(row) };
}
