import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { ChromaContents, CollectionDigest } from "../chroma/chroma-contents.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentKey } from "../model/document-row.js";
import type { Repository } from "../repository/repository.js";
import type { LocalState, SyncedCollection } from "../state/local-state.js";
import { identifyCollections } from "./identify-collections.js";
import type { LocalChanges, LocalCollection } from "./local-changes.js";

/**
 * Compares Chroma with what it held when it was last equal to the repository. Chroma's records are read and hashed beside
 * it, in one call; only ids and hashes come here. A collection that Chroma's write counter shows untouched is not read.
 *
 * What is missing counts as deleted only after everything was read; a failed or incomplete reading rejects with
 * INCOMPLETE_READ, CHROMA_FAILED or TIMEOUT.
 */
export class ChromaToDoltDetector {
  readonly #contents: ChromaContents;
  readonly #state: LocalState;
  readonly #committed: Pick<Repository, "readDocuments"> | undefined;

  /** @param committed - What the record was taken from; asked about hashes of older versions. */
  constructor(contents: ChromaContents, state: LocalState, committed?: Pick<Repository, "readDocuments">) {
    this.#contents = contents;
    this.#state = state;
    this.#committed = committed;
  }

  /** @param collectionName - Only this one; by default all. `isFull`: read also what the write counters show untouched. */
  async detectLocalChanges(
    collectionName?: string,
    options: CallOptions & { readonly isFull?: boolean } = {},
  ): Promise<LocalChanges> {
    const synced = this.#state.collections();
    // All collections are listed even when one is asked for: otherwise a rename would look like a deletion.
    const digests = await this.#contents.digest(
      { knownCounters: this.#counters(synced, options.isFull) },
      options,
    );
    const local = identifyCollections(
      digests.map((digest) => digest.collection),
      synced,
    );
    const syncedById = new Map(synced.map((each) => [each.id, each]));
    const present = new Set(local.map((each) => each.row.id));
    const isAsked = (row: CollectionRow): boolean =>
      collectionName === undefined ||
      row.name === collectionName ||
      syncedById.get(row.id)?.name === collectionName;
    const current = local.filter((each) => isAsked(each.row));
    const documents = await this.#compareDocuments(current, digests, syncedById);
    // After a crash counters are not to be trusted: then everything is read, and none is noted.
    if (options.isFull !== true) this.#noteCounters(current, documents, syncedById);
    return {
      collections: {
        added: current.filter((each) => !syncedById.has(each.row.id)),
        deleted: synced.filter((each) => isAsked(each) && !present.has(each.id)),
        renamed: current.flatMap(({ row }) => renameOf(row, syncedById.get(row.id))),
        changed: current.filter(({ row }) => isChanged(row, syncedById.get(row.id))),
      },
      ...documents,
      current,
    };
  }

  #counters(synced: readonly SyncedCollection[], isFull = false): Map<string, number> {
    const known = synced.filter((each) => each.counter !== null && !isFull);
    return new Map(known.map((each) => [each.chromaId, each.counter ?? 0]));
  }

  /** Collections that were read and found equal need not be read again until somebody writes to them. */
  #noteCounters(
    current: readonly LocalCollection[],
    { documents, hashes }: Pick<LocalChanges, "documents" | "hashes">,
    syncedById: ReadonlyMap<string, SyncedCollection>,
  ): void {
    const { added, modified, deleted } = documents;
    const different = new Set([...added, ...modified, ...deleted].map((key) => key.collection));
    for (const { row, chroma } of current) {
      const synced = syncedById.get(row.id);
      if (!synced || !hashes.has(row.id) || different.has(row.id)) continue;
      if (synced.counter !== chroma.counter) this.#noteCounter(row.id, chroma.counter);
    }
  }

  #noteCounter(collection: string, counter: number | null): void {
    this.#note(() => this.#state.setCounter(collection, counter));
  }

  /** Saves a reading, no more: looking has to work on a full disk, too. */
  #note(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!hasErrorCode(error, "WORKING_COPY_FULL")) throw error;
    }
  }

  /** An older hash does not say whether the metadata had 1 or 1.0: of these the commit itself is looked at, once. */
  async #withoutOlder(
    collection: string,
    before: Map<string, string>,
    digest: CollectionDigest | undefined,
  ): Promise<Map<string, string>> {
    const position = this.#state.position();
    const doubtful = [...(digest?.olderHashes ?? [])].filter(([id, older]) => before.get(id) === older);
    if (doubtful.length === 0 || !this.#committed || !position) return before;
    const ids = doubtful.map(([id]) => id);
    for await (const rows of this.#committed.readDocuments(position.commit, { collection, ids })) {
      for (const { id, contentHash } of rows) before.set(id, contentHash);
    }
    this.#note(() => this.#state.setHashes(ids.map((id) => [collection, id, before.get(id) ?? null])));
    return before;
  }

  async #compareDocuments(
    current: readonly LocalCollection[],
    digests: readonly CollectionDigest[],
    syncedById: ReadonlyMap<string, SyncedCollection>,
  ): Promise<Pick<LocalChanges, "documents" | "hashes">> {
    const added: DocumentKey[] = [];
    const modified: DocumentKey[] = [];
    const deleted: DocumentKey[] = [];
    const hashes = new Map<string, ReadonlyMap<string, string>>();
    const digestById = new Map(digests.map((digest) => [digest.collection.chromaId, digest]));
    for (const { row, chroma } of current) {
      const digest = digestById.get(chroma.chromaId);
      const now = digest?.hashes;
      if (now === undefined) continue;
      hashes.set(row.id, now);
      const before = await this.#withoutOlder(row.id, this.#state.hashesOf(row.id), digest);
      const synced = syncedById.get(row.id);
      // With vectors of another length all are new, whatever their texts.
      const isOtherLength = (synced?.dimension ?? row.dimension) !== row.dimension;
      for (const [id, hash] of now) {
        const known = before.get(id);
        if (known === undefined) added.push({ collection: row.id, id });
        else if (known !== hash || isOtherLength) modified.push({ collection: row.id, id });
      }
      for (const id of before.keys()) if (!now.has(id)) deleted.push({ collection: row.id, id });
    }
    return { documents: { added, modified, deleted }, hashes };
  }
}

function renameOf(
  row: CollectionRow,
  before: SyncedCollection | undefined,
): { id: string; from: string; to: string }[] {
  return before === undefined || before.name === row.name
    ? []
    : [{ id: row.id, from: before.name, to: row.name }];
}

function isChanged(row: CollectionRow, before: SyncedCollection | undefined): boolean {
  return (
    before !== undefined &&
    (before.metadata !== row.metadata ||
      before.embeddingModel !== row.embeddingModel ||
      before.dimension !== row.dimension)
  );
}
