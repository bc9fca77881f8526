import type { CallOptions } from "@stemma/core";
import type {
  ChromaCollectionState,
  ChromaContents,
  CollectionDigest,
  CountedWrite,
  RecordFields,
  WantedCollection,
} from "./chroma-contents.js";

/**
 * A Chroma that the first call opens which needs it: loading its library takes longer than anything else that most of git's
 * commands do, and they never come to it. An opening that failed is tried again by the next call.
 */
export class ChromaOnFirstUse implements ChromaContents {
  readonly location: string;
  readonly #open: () => Promise<ChromaContents>;
  #opened: Promise<ChromaContents> | undefined;

  constructor(location: string, open: () => Promise<ChromaContents>) {
    this.location = location;
    this.#open = open;
  }

  async digest(
    request: Parameters<ChromaContents["digest"]>[0],
    options?: CallOptions,
  ): Promise<CollectionDigest[]> {
    return (await this.#contents()).digest(request, options);
  }

  async listCollections(options?: CallOptions): Promise<ChromaCollectionState[]> {
    return (await this.#contents()).listCollections(options);
  }

  async readRecords(
    collection: Pick<ChromaCollectionState, "chromaId" | "embeddingModel">,
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<RecordFields[]> {
    return (await this.#contents()).readRecords(collection, ids, options);
  }

  async writeRecords(
    chromaId: string,
    records: readonly RecordFields[],
    options?: CallOptions,
  ): Promise<CountedWrite> {
    return (await this.#contents()).writeRecords(chromaId, records, options);
  }

  async deleteRecords(
    chromaId: string,
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<CountedWrite> {
    return (await this.#contents()).deleteRecords(chromaId, ids, options);
  }

  async createCollection(wanted: WantedCollection, options?: CallOptions): Promise<ChromaCollectionState> {
    return (await this.#contents()).createCollection(wanted, options);
  }

  async changeCollection(
    chromaId: string,
    wanted: WantedCollection,
    options?: CallOptions,
  ): Promise<ChromaCollectionState> {
    return (await this.#contents()).changeCollection(chromaId, wanted, options);
  }

  async deleteCollection(chromaId: string, options?: CallOptions): Promise<void> {
    await (await this.#contents()).deleteCollection(chromaId, options);
  }

  async close(): Promise<void> {
    // One that could not be opened has nothing to close.
    const contents = await this.#opened?.catch(() => undefined);
    await contents?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #contents(): Promise<ChromaContents> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}
