import type { Metadata, WantedVectors } from "@stemma/chroma";
import type { DocumentRow, Repository } from "@stemma/versions";
import type { FoundVectors, VectorSource } from "./vector-sources.js";

/**
 * Vectors of the last commit of each branch, of records that have the same text and the same metadata there. A vector of
 * one's own that was changed since, and its text was not, comes back as it was committed.
 */
export class HistoryVectors implements VectorSource {
  readonly name = "history";
  readonly #open: () => Promise<Repository | undefined>;
  #repository: Promise<Repository | undefined> | undefined;

  /** @param open - Called when a vector is looked for here; `undefined` where there is no history. */
  constructor(open: () => Promise<Repository | undefined>) {
    this.#open = open;
  }

  async find(wanted: WantedVectors): Promise<FoundVectors> {
    this.#repository ??= this.#open();
    const repository = await this.#repository;
    const found = new Map<string, Float32Array>();
    if (repository === undefined) return found;
    const contents = new Map(
      wanted.ids.map((id, position) => [
        id,
        { document: wanted.documents[position] ?? null, metadata: wanted.metadatas[position] ?? {} },
      ]),
    );
    for (const { head } of await repository.listBranches()) {
      const rows = await repository.readCollections(head);
      const collection = rows.find(({ name }) => name === wanted.collection.name);
      const ids = wanted.ids.filter((id) => !found.has(id));
      if (collection === undefined || ids.length === 0) continue;
      for await (const piece of repository.readDocuments(head, { collection: collection.id, ids })) {
        for (const row of piece) {
          const content = contents.get(row.id);
          if (content !== undefined && isSame(row, content)) found.set(row.id, row.embedding);
        }
      }
    }
    return found;
  }

  async close(): Promise<void> {
    await (await this.#repository?.catch(() => undefined))?.close();
  }
}

/** A record without a text says nothing of its vector. Lists are not compared. */
function isSame(
  row: DocumentRow,
  content: { readonly document: string | null; readonly metadata: Metadata },
): boolean {
  if (row.document === null || row.document !== content.document) return false;
  const committed = JSON.parse(row.metadata ?? "{}") as Metadata;
  const plain = Object.entries(committed).filter(([, value]) => typeof value !== "object");
  return (
    plain.length === Object.keys(content.metadata).length &&
    plain.every(([key, value]) => content.metadata[key] === value)
  );
}
