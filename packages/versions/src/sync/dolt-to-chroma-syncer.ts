import type { ChromaContents } from "../chroma/chroma-contents.js";
import type { CollectionChange, DocumentChange } from "../model/changes.js";
import { type DocumentKey, keyText } from "../model/document-row.js";
import type { Repository } from "../repository/repository.js";
import type { LocalState, Position, SyncedCollection } from "../state/local-state.js";
import { CollectionWriter } from "./collection-writer.js";
import { FollowedCounter } from "./followed-counter.js";
import { groupBy, inPieces } from "./pieces.js";

/** What applying a commit did. */
export interface ApplyResult {
  readonly collections: number;
  readonly documents: number;
  /** Documents that were left alone, because they hold something that is in no commit. */
  readonly kept: readonly DocumentKey[];
}

/** What Chroma holds now: hash by document, for deciding document by document. */
export type CurrentHashes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Brings Chroma from one commit to another by what differs between them, with the vectors that the repository has. Every
 * piece is written to Chroma, then noted in the local state; repeating a piece changes nothing.
 */
export class DoltToChromaSyncer {
  readonly #contents: ChromaContents;
  readonly #repository: Repository;
  readonly #state: LocalState;
  readonly #reachedStep: (step: string) => Promise<void>;

  constructor(
    contents: ChromaContents,
    repository: Repository,
    state: LocalState,
    reachedStep: (step: string) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#contents = contents;
    this.#repository = repository;
    this.#state = state;
    this.#reachedStep = reachedStep;
  }

  /**
   * @param from - The commit that Chroma holds.
   * @param current - Given after a crash or with uncommitted changes: only documents that are as in `from` are written,
   *   those that are as in `to` are noted, all others are kept as they are and appear as local changes afterwards.
   */
  async apply(from: string, target: Position, current?: CurrentHashes): Promise<ApplyResult> {
    const diff = await this.#repository.diff(from, target.commit);
    const writer = new CollectionWriter(this.#contents, this.#state);
    const gone = await this.#deleteCollections(writer, diff.collections, current);
    await this.#reachedStep("collections-deleted");
    await writer.change(diff.collections, current);
    await this.#reachedStep("collections-changed");
    const synced = new Map(this.#state.collections().map((each) => [each.id, each]));
    const pending = await this.#withoutOlder(
      { from, to: target.commit },
      diff.documents.filter((change) => !gone.has(change.collection)),
      current,
    );
    const kept: DocumentKey[] = [];
    const clean = pending.filter((change) => this.#isClean(change, synced, current, kept));
    const changes = groupBy(clean, (change) => change.collection);
    for (const [collection, group] of changes) {
      const into = synced.get(collection);
      if (into) await this.#applyToCollection(into, target.commit, group);
    }
    this.#state.transaction(() => {
      this.#state.setPosition(target);
      this.#state.setJournal(undefined);
    });
    return { collections: diff.collections.length, documents: clean.length, kept };
  }

  /** Ids of the collections that are gone from Chroma; one with uncommitted content stays, as a local addition. */
  async #deleteCollections(
    writer: CollectionWriter,
    changes: readonly CollectionChange[],
    current: CurrentHashes | undefined,
  ): Promise<Set<string>> {
    const gone = new Set<string>();
    for (const change of changes) {
      if (change.to !== null) continue;
      await writer.remove(change.id, current?.get(change.id));
      gone.add(change.id);
    }
    return gone;
  }

  /** Where Chroma holds neither side the two sides may have hashes of older versions: then the rows themselves are asked. */
  async #withoutOlder(
    commits: { readonly from: string; readonly to: string },
    changes: readonly DocumentChange[],
    current: CurrentHashes | undefined,
  ): Promise<DocumentChange[]> {
    const isDoubtful = ({ collection, id, from, to }: DocumentChange): boolean => {
      const found = current?.get(collection)?.get(id);
      return found !== undefined && found !== from && found !== to;
    };
    const doubtful = groupBy(changes.filter(isDoubtful), (change) => change.collection);
    const known = new Map<string, { from?: string; to?: string }>();
    for (const [collection, group] of doubtful) {
      const ids = group.map((change) => change.id);
      for (const side of ["from", "to"] as const) {
        for await (const rows of this.#repository.readDocuments(commits[side], { collection, ids })) {
          for (const row of rows)
            known.set(keyText(row), { ...known.get(keyText(row)), [side]: row.contentHash });
        }
      }
    }
    return changes.map((change) => ({ ...change, ...known.get(keyText(change)) }));
  }

  /** Notes what is there already, and keeps what is in no commit. */
  #isClean(
    change: DocumentChange,
    synced: ReadonlyMap<string, SyncedCollection>,
    current: CurrentHashes | undefined,
    kept: DocumentKey[],
  ): boolean {
    const hashes = current?.get(change.collection);
    // Not read: nothing was written to it since it was equal to the repository.
    if (hashes === undefined || !synced.has(change.collection)) return true;
    const found = hashes.get(change.id) ?? null;
    if (found === change.from && change.from !== change.to) return true;
    if (found === change.to) {
      // Equal hashes do not tell whether the vector is the new one; writing it again does no harm.
      return change.to !== null && change.from === change.to ? true : this.#note(change);
    }
    kept.push({ collection: change.collection, id: change.id });
    this.#note(change);
    return false;
  }

  #note({ collection, id, to }: DocumentChange): false {
    this.#state.setHashes([[collection, id, to]]);
    this.#state.setCounter(collection, null);
    return false;
  }

  async #applyToCollection(
    into: SyncedCollection,
    commit: string,
    changes: readonly DocumentChange[],
  ): Promise<void> {
    const counter = new FollowedCounter(into.counter);
    const deleted = changes.filter((change) => change.to === null).map((change) => change.id);
    for (const ids of inPieces(deleted)) {
      const write = await this.#contents.deleteRecords(into.chromaId, ids);
      await this.#reachedStep("records-deleted");
      this.#state.transaction(() => {
        this.#state.setHashes(ids.map((id) => [into.id, id, null]));
        this.#state.setCounter(into.id, counter.follow(write));
      });
    }
    const written = changes.filter((change) => change.to !== null).map((change) => change.id);
    for (const ids of inPieces(written)) {
      for await (const rows of this.#repository.readDocuments(commit, { collection: into.id, ids })) {
        const write = await this.#contents.writeRecords(into.chromaId, rows);
        await this.#reachedStep("records-written");
        this.#state.transaction(() => {
          this.#state.setHashes(rows.map((row) => [into.id, row.id, row.contentHash]));
          this.#state.setCounter(into.id, counter.follow(write));
        });
      }
    }
  }
}
