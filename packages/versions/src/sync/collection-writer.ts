import type { ChromaCollectionState, ChromaContents } from "../chroma/chroma-contents.js";
import type { CollectionChange } from "../model/changes.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { LocalState, SyncedCollection } from "../state/local-state.js";

/** Gives Chroma's collections the names and metadata of a commit. Repeatable at every point. */
export class CollectionWriter {
  readonly #contents: ChromaContents;
  readonly #state: LocalState;

  constructor(contents: ChromaContents, state: LocalState) {
    this.#contents = contents;
    this.#state = state;
  }

  /** @param current - What it holds; with documents in no commit it stays in Chroma, and is new to the repository. */
  async remove(id: string, current: ReadonlyMap<string, string> | undefined): Promise<void> {
    const synced = this.#state.collections().find((each) => each.id === id);
    if (!synced) return;
    if (!this.#isUncommitted(id, current)) await this.#contents.deleteCollection(synced.chromaId);
    this.#state.transaction(() => this.#state.removeCollection(id));
  }

  /**
   * Creates and changes collections. A name that another collection still has is passed on in turn.
   *
   * @param current - What they hold; one with documents in no commit is not made anew as an empty one.
   */
  async change(
    changes: readonly CollectionChange[],
    current: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined,
  ): Promise<void> {
    const wanted = changes.flatMap((change) => (change.to === null ? [] : [change.to]));
    await this.#makeRoom(wanted);
    for (const row of wanted) {
      const synced = this.#state.collections().find((each) => each.id === row.id);
      if (synced && this.#mustBeMadeAnew(synced, row, current?.get(row.id))) {
        await this.#contents.deleteCollection(synced.chromaId);
        this.#state.transaction(() => this.#state.removeCollection(row.id));
      } else if (synced) {
        const chroma = await this.#contents.changeCollection(synced.chromaId, row);
        this.#state.putCollection({ ...row, chromaId: chroma.chromaId, counter: synced.counter });
        continue;
      }
      const made = await this.#contents.createCollection(row);
      this.#state.putCollection({ ...row, chromaId: made.chromaId, counter: emptyCounter(made) });
    }
  }

  /** Chroma's index takes vectors of one length only, and keeps it when its last record is gone. */
  #mustBeMadeAnew(
    synced: SyncedCollection,
    row: CollectionRow,
    current: ReadonlyMap<string, string> | undefined,
  ): boolean {
    if (synced.dimension === null || synced.dimension === row.dimension) return false;
    return row.dimension !== null || !this.#isUncommitted(row.id, current);
  }

  #isUncommitted(id: string, current: ReadonlyMap<string, string> | undefined): boolean {
    const committed = this.#state.hashesOf(id);
    return [...(current ?? [])].some(([document, hash]) => committed.get(document) !== hash);
  }

  /** Names that are wanted by one collection and still borne by another, as when two are swapped. */
  async #makeRoom(wanted: readonly CollectionRow[]): Promise<void> {
    const wantedNames = new Map(wanted.map((row) => [row.name, row.id]));
    for (const synced of this.#state.collections()) {
      const claimant = wantedNames.get(synced.name);
      if (claimant === undefined || claimant === synced.id) continue;
      const parked = { ...synced, name: `stemma-moving-${synced.chromaId}` };
      await this.#contents.changeCollection(synced.chromaId, parked);
      this.#state.putCollection(parked);
    }
  }
}

/** A collection that was there already, from before a crash, has to be read. */
function emptyCounter(made: ChromaCollectionState): number | null {
  return made.counter === 0 ? 0 : null;
}
