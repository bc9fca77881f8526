import { createHash } from "node:crypto";
import type { CollectionRow } from "../../model/collection-row.js";
import type { DocumentRow } from "../../model/document-row.js";
import type { Repository } from "../repository.js";

export const author = { name: "Ada Lovelace", email: "ada@example.org" };

export const notes: CollectionRow = {
  id: "notes",
  name: "notes",
  metadata: '{"topic":"tests"}',
  configuration: "{}",
  embeddingModel: "model-a",
  dimension: 3,
};

/** What stands in the rows of these tests for a content hash, which the repository does not compute: of the text alone. */
export function hashOf(text: string | null): string {
  return createHash("sha256")
    .update(text ?? "\0")
    .digest("hex");
}

/** A document of the collection `notes`. */
export function note(id: string, text: string | null, changes: Partial<DocumentRow> = {}): DocumentRow {
  return {
    collection: "notes",
    id,
    document: text,
    uri: null,
    metadata: null,
    contentHash: hashOf(text),
    embeddingModel: "model-a",
    embedding: new Float32Array([text?.length ?? 0, 0.5, -1]),
    isStale: false,
    ...changes,
  };
}

/** Commits documents on top of a branch, with the collection. */
export async function commitNotes(
  repository: Repository,
  branch: string,
  documents: readonly DocumentRow[],
  deletedIds: readonly string[] = [],
  message = "change notes",
): Promise<string> {
  const changes = [
    {
      collections: [notes],
      documents,
      deletedDocuments: deletedIds.map((id) => ({ collection: "notes", id })),
    },
  ];
  const expectedHead = await repository.resolve(branch);
  return repository.commit(branch, { expectedHead, message, author, changes });
}

/** All documents of `notes`, by id. */
export async function readNotes(repository: Repository, ref: string): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for await (const page of repository.readDocuments(ref, { collection: "notes" })) {
    for (const row of page) found[row.id] = row.document;
  }
  return found;
}
