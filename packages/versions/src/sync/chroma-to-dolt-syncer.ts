import type { ChromaContents } from "../chroma/chroma-contents.js";
import type { LocalChanges } from "../detect/local-changes.js";
import type { StagedBatch } from "../model/changes.js";
import type { HashChange } from "../state/local-state.js";
import { groupBy, inPieces } from "./pieces.js";

/** Reading for a commit needs no vectors computed: larger pieces than for writing. */
const RECORDS_PER_READ = 500;

/** Turns changes of Chroma into rows of the repository, with the vectors that Chroma has. */
export class ChromaToDoltSyncer {
  readonly #contents: ChromaContents;

  constructor(contents: ChromaContents) {
    this.#contents = contents;
  }

  /**
   * The changes as batches for a commit. Each record is read once, and its hash is that of what was read: `onStaged` is told
   * it, so that the local state is right even when Chroma is written at the same time.
   */
  async *stage(
    changes: LocalChanges,
    onStaged: (hashes: readonly HashChange[]) => void,
  ): AsyncGenerator<StagedBatch> {
    yield collectionBatch(changes);
    const { added, modified, deleted } = changes.documents;
    for (const keys of inPieces(deleted, RECORDS_PER_READ)) {
      yield { deletedDocuments: keys };
      onStaged(keys.map(({ collection, id }) => [collection, id, null]));
    }
    const byId = new Map(changes.current.map((each) => [each.row.id, each.chroma]));
    for (const [collection, keys] of groupBy([...added, ...modified], (key) => key.collection)) {
      const chroma = byId.get(collection);
      if (!chroma) continue;
      const ids = keys.map((key) => key.id);
      for (const piece of inPieces(ids, RECORDS_PER_READ)) {
        const records = await this.#contents.readRecords(chroma, piece);
        yield { documents: records.map((record) => ({ ...record, collection, isStale: false })) };
        onStaged(records.map((record) => [collection, record.id, record.contentHash]));
      }
    }
  }
}

function collectionBatch({ collections, current }: LocalChanges): StagedBatch {
  const { added, deleted, renamed, changed } = collections;
  const ids = new Set(
    [...added, ...changed].map((each) => each.row.id).concat(renamed.map((each) => each.id)),
  );
  return {
    deletedCollections: deleted.map((each) => each.id),
    collections: current.filter((each) => ids.has(each.row.id)).map((each) => each.row),
  };
}
