import { type ChromaCollection, type ChromaService, type Embedder, openChroma } from "@stemma/chroma";
import { hasErrorCode, type Logger } from "@stemma/core";
import { EmbedderChangedError } from "../errors/embedder-changed-error.js";
import { openRenewed, renewCollection } from "../reindex/renew-collection.js";
import type { StateDirectory } from "../state/state-directory.js";
import type { TextModel } from "./text-model.js";

/** Which model and which Chroma a {@link SearchEngine} works with. */
export interface SearchEngineOptions {
  /** Stays open. */
  readonly model: TextModel;
  /** A server's URL; the state's own directory, in this process, when there is none. */
  readonly chroma: string | undefined;
  readonly chromaToken: string | undefined;
  readonly collection: string;
  readonly logger: Logger;
  /** Put an empty collection of the configured model in the place of one of another. Default: such a one is refused. */
  readonly renews?: boolean | undefined;
}

/** The model and the collection that holds its vectors: everything that filling the index needs. */
export class SearchEngine implements AsyncDisposable {
  readonly collection: ChromaCollection;
  readonly #model: TextModel;
  readonly #chroma: ChromaService;

  private constructor(collection: ChromaCollection, model: TextModel, chroma: ChromaService) {
    this.collection = collection;
    this.#model = model;
    this.#chroma = chroma;
  }

  /**
   * Takes a second or two: Chroma is loaded into this process.
   *
   * @throws {@link EmbedderChangedError} `EMBEDDER_CHANGED`
   */
  static async open(state: StateDirectory, options: SearchEngineOptions): Promise<SearchEngine> {
    const { model, logger, chromaToken: token, collection: name, renews = false } = options;
    const { python, embedder } = model;
    const chroma = await openChroma(options.chroma ?? state.chromaDirectory, { python, logger, token });
    try {
      const renewed = { state, chroma, name, embedder };
      if (renews) await renewCollection(renewed);
      return new SearchEngine(await openRenewed(renewed), model, chroma);
    } catch (error) {
      await chroma.close();
      if (!hasErrorCode(error, "EMBEDDING_MODEL_MISMATCH")) throw error;
      throw new EmbedderChangedError((error as Error).message, { cause: error });
    }
  }

  /** Answers from the cache where it can. */
  get embedder(): Embedder {
    return this.#model.embedder;
  }

  /** Texts that the model had to embed since it was opened; the others came from the cache. */
  get embedded(): number {
    return this.#model.embedded;
  }

  /** Releases the collection's files; idempotent. */
  async close(): Promise<void> {
    await this.#chroma.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
