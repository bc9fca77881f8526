import type { ChromaCollection, Embedder, Metadata } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { IndexMetadata, IndexRecord } from "./index-record.js";
import { textsOfPeople } from "./texts-of-people.js";

/** Texts embedded and written together: long enough to keep both cores busy, short enough to show progress. */
const batchSize = 64;
const readPageSize = 5_000;

/** How a {@link SearchIndex} works; `timeoutMs` is for each call of the store. */
export interface SearchIndexOptions extends CallOptions {
  /** Records written so far, and those offered so far that have to be. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What {@link SearchIndex.settle} did since the index was opened. */
export interface IndexChanges {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Ids of texts of people, which stay although the node's own text is another by now. */
  readonly keptOfPeople: readonly string[];
  /** Ids of texts of people whose node is gone, and they with it: the history has them, where they were committed. */
  readonly removedOfPeople: readonly string[];
}

/**
 * Keeps a Chroma collection equal to the documentation. Records are offered as they are made and written in the
 * background, in batches; a record that the collection holds already costs nothing. Since the comparison is with what
 * the collection really holds, an interrupted run is completed by the next one.
 */
export class SearchIndex {
  readonly #collection: ChromaCollection;
  readonly #embedder: Embedder;
  readonly #options: SearchIndexOptions;
  readonly #known: Map<string, KnownRecord>;
  readonly #offered = new Set<string>();
  readonly #kept: string[] = [];
  #waiting: IndexRecord[] = [];
  #writing: Promise<void> = Promise.resolve();
  #failure: Error | undefined;
  #queued = 0;
  #written = 0;
  #unchanged = 0;

  private constructor(
    collection: ChromaCollection,
    embedder: Embedder,
    known: Map<string, KnownRecord>,
    options: SearchIndexOptions,
  ) {
    this.#collection = collection;
    this.#embedder = embedder;
    this.#known = known;
    this.#options = options;
  }

  /** Reads what the collection holds. */
  static async open(
    collection: ChromaCollection,
    embedder: Embedder,
    options: SearchIndexOptions = {},
  ): Promise<SearchIndex> {
    const known = new Map<string, KnownRecord>();
    for (let offset = 0; ; offset += readPageSize) {
      const page = await collection.get({ limit: readPageSize, offset, include: ["metadatas"] }, options);
      page.ids.forEach((id, position) => {
        const metadata = page.metadatas[position] as IndexMetadata | null | undefined;
        known.set(id, {
          hash: metadata?.hash ?? "",
          details: metadata?.text_hash ? detailsOf(metadata) : null,
        });
      });
      if (page.ids.length < readPageSize) break;
    }
    return new SearchIndex(collection, embedder, known, options);
  }

  /** Takes a record; returns at once. A failure of the background work is thrown by {@link settle}. */
  offer(record: IndexRecord): void {
    if (this.#offered.has(record.id)) return;
    this.#offered.add(record.id);
    const known = this.#known.get(record.id);
    const isSame = known?.hash === record.metadata.hash;
    // Of a record of an earlier version the details are not known, and nothing is missed.
    if (isSame && (known.details === null || known.details === detailsOf(record.metadata))) {
      this.#unchanged += 1;
      return;
    }
    this.#queued += 1;
    this.#waiting.push(record);
    if (this.#waiting.length >= batchSize) this.#startBatch();
  }

  /** Waits until all is written, and removes the records that were not offered since the index was opened. */
  async settle(): Promise<IndexChanges> {
    this.#startBatch();
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
    const gone = [...this.#known.keys()].filter((id) => !this.#offered.has(id));
    const removedOfPeople = [...(await textsOfPeople(this.#collection, gone, this.#options)).keys()];
    if (gone.length > 0) await this.#collection.delete({ ids: gone }, this.#options);
    return {
      written: this.#written,
      unchanged: this.#unchanged,
      removed: gone.length,
      keptOfPeople: this.#kept.sort(),
      removedOfPeople,
    };
  }

  #startBatch(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    this.#writing = this.#writing.then(async () => {
      if (this.#failure !== undefined) return;
      try {
        await this.#write(batch);
      } catch (error) {
        this.#failure = error instanceof Error ? error : new Error(String(error));
      }
    });
  }

  async #write(offered: readonly IndexRecord[]): Promise<void> {
    const known = offered.map(({ id }) => id).filter((id) => this.#known.has(id));
    const people = await textsOfPeople(this.#collection, known, this.#options);
    const hasSameText = ({ id, metadata }: IndexRecord): boolean =>
      this.#known.get(id)?.hash === metadata.hash;
    const batch = offered.filter((record) => !people.has(record.id) && !hasSameText(record));
    if (batch.length > 0) await this.#upsert(batch);
    const details = offered.filter((record) => !people.has(record.id) && hasSameText(record));
    if (details.length > 0) await this.#writeDetails(details);
    const ofPeople = offered.filter(({ id }) => people.has(id));
    if (ofPeople.length > 0) await this.#keepTexts(ofPeople, people);
    this.#written += offered.length;
    this.#options.onProgress?.(this.#written, this.#queued);
  }

  async #upsert(batch: readonly IndexRecord[]): Promise<void> {
    const embeddings = await this.#embedder.embedFlat(
      batch.map((record) => record.text),
      this.#options,
    );
    await this.#collection.upsert(
      {
        ids: batch.map((record) => record.id),
        embeddings,
        documents: batch.map((record) => record.documentation),
        metadatas: batch.map((record) => madeMetadata(record.metadata)),
      },
      this.#options,
    );
  }

  /** Text and vector are as they were. */
  async #writeDetails(records: readonly IndexRecord[]): Promise<void> {
    const ids = records.map(({ id }) => id);
    const metadatas = records.map(({ metadata }) => madeMetadata(metadata));
    await this.#collection.update({ ids, metadatas }, this.#options);
  }

  /** A person's text stays, with its vector; only what is known of its node is brought along. */
  async #keepTexts(records: readonly IndexRecord[], hashes: ReadonlyMap<string, string>): Promise<void> {
    const ids = records.map(({ id }) => id);
    const metadatas = records.map(({ id, metadata }) => ({
      ...wholeMetadata(metadata),
      author: "person" as const,
      // Whatever is written of the node: the text that is there is none of ours.
      text_hash: hashes.get(id) ?? "",
    }));
    await this.#collection.update({ ids, metadatas }, this.#options);
    this.#kept.push(...ids);
  }
}

interface KnownRecord {
  readonly hash: string;
  /** `null`: it says nothing of them. */
  readonly details: string | null;
}

/** What a record's hash does not cover, and what it does not follow from: a call may lead elsewhere though no text says so. */
function detailsOf({ derived, signature, grounding, calls }: Partial<IndexMetadata>): string {
  return JSON.stringify([derived, signature ?? null, grounding ?? null, calls ?? []]);
}

/** Of a text that no person wrote. */
export function madeMetadata(metadata: IndexMetadata): Metadata {
  return { edited_base: null, edited_source: null, ...wholeMetadata(metadata) };
}

/** With what it has not, so that nothing stays of a record that is written over. */
function wholeMetadata(metadata: IndexMetadata): Metadata {
  return { signature: null, grounding: null, calls: null, ...metadata };
}
