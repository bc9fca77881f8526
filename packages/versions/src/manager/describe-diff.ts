import type { LocalChanges } from "../detect/local-changes.js";
import type { RepositoryDiff } from "../model/changes.js";
import type { CollectionRow } from "../model/collection-row.js";

/** How something differs. */
type DifferenceKind = "added" | "modified" | "deleted";

/** A collection that differs; `from` is its former name after a rename. */
export interface CollectionDifference {
  readonly kind: DifferenceKind | "renamed";
  readonly name: string;
  readonly from?: string;
}

/** A document that differs. */
export interface DocumentDifference {
  readonly kind: DifferenceKind;
  /** The collection's name. */
  readonly collection: string;
  readonly id: string;
}

/** What differs, by names, in plain data. */
export interface Differences {
  readonly collections: readonly CollectionDifference[];
  readonly documents: readonly DocumentDifference[];
}

/** Between two commits; `rows` are the collections of both. */
export function describeDiff(diff: RepositoryDiff, rows: readonly CollectionRow[]): Differences {
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return {
    collections: diff.collections.map(({ from, to }) => {
      if (from === null) return { kind: "added", name: to?.name ?? "" };
      if (to === null) return { kind: "deleted", name: from.name };
      return from.name === to.name
        ? { kind: "modified", name: to.name }
        : { kind: "renamed", name: to.name, from: from.name };
    }),
    documents: diff.documents.map(({ collection, id, from, to }) => ({
      kind: from === null ? "added" : to === null ? "deleted" : "modified",
      collection: names.get(collection) ?? collection,
      id,
    })),
  };
}

/** Of uncommitted changes. */
export function describeLocalChanges({ collections, documents, current }: LocalChanges): Differences {
  const names = new Map(current.map((each) => [each.row.id, each.row.name]));
  const renamed = new Set(collections.renamed.map((each) => each.id));
  const of =
    (kind: DifferenceKind) =>
    ({ collection, id }: { collection: string; id: string }): DocumentDifference => ({
      kind,
      collection: names.get(collection) ?? collection,
      id,
    });
  return {
    collections: [
      ...collections.added.map(({ row }) => ({ kind: "added" as const, name: row.name })),
      ...collections.deleted.map(({ name }) => ({ kind: "deleted" as const, name })),
      ...collections.renamed.map(({ from, to }) => ({ kind: "renamed" as const, name: to, from })),
      ...collections.changed
        .filter(({ row }) => !renamed.has(row.id))
        .map(({ row }) => ({ kind: "modified" as const, name: row.name })),
    ],
    documents: [
      ...documents.added.map(of("added")),
      ...documents.modified.map(of("modified")),
      ...documents.deleted.map(of("deleted")),
    ],
  };
}
