import type { CallOptions } from "@stemma/core";
import type { StagedBatch } from "../model/changes.js";
import type { CommitSummary } from "../model/history.js";
import type { Repository } from "../repository/repository.js";
import type { Redaction } from "./redaction.js";

const IDS_AT_ONCE = 500;

/** What a commit says that its parents don't, without the text that is forgotten. */
export interface CommitRows {
  readonly batches: readonly StagedBatch[];
  /** Documents and collections that held the text. */
  readonly redacted: number;
  /** Ids, and names of collections, that hold it: they are what other rows lead to, and stay. */
  readonly kept: readonly string[];
}

/**
 * The rows in which a commit differs from any of its parents, with its own text: written over a merge of the parents they
 * make the commit again, however its conflicts were decided.
 */
export async function commitRows(
  repository: Repository,
  { hash, parents }: CommitSummary,
  redaction: Pick<Redaction, "collection" | "document" | "isIn">,
  options: CallOptions,
): Promise<CommitRows> {
  const batches: StagedBatch[] = [];
  const kept = new Set<string>();
  let redacted = 0;
  const wanted = new Map<string, Set<string>>();
  for (const parent of parents) {
    const { collections, documents } = await repository.diff(parent, hash, options);
    const rows = collections
      .flatMap(({ to }) => to ?? [])
      .map((row) => [row, redaction.collection(row)] as const);
    redacted += rows.filter(([before, after]) => before !== after).length;
    for (const [{ name }] of rows) if (redaction.isIn(name)) kept.add(name);
    batches.push({
      deletedCollections: collections.flatMap(({ id, to }) => (to === null ? [id] : [])),
      deletedDocuments: documents.filter(({ to }) => to === null),
      collections: rows.map(([, after]) => after),
    });
    for (const { collection, id, to } of documents) {
      if (to === null) continue;
      if (redaction.isIn(id)) kept.add(id);
      wanted.set(collection, (wanted.get(collection) ?? new Set()).add(id));
    }
  }
  for (const [collection, ids] of wanted) {
    const all = [...ids];
    for (let start = 0; start < all.length; start += IDS_AT_ONCE) {
      const selection = { collection, ids: all.slice(start, start + IDS_AT_ONCE) };
      for await (const page of repository.readDocuments(hash, selection, options)) {
        const documents = page.map((row) => redaction.document(row));
        redacted += documents.filter((row, position) => row !== page[position]).length;
        batches.push({ documents });
      }
    }
  }
  return { batches, redacted, kept: [...kept] };
}
