import {
  CachedEmbedder,
  type ChromaCollection,
  type ChromaService,
  chromaPythonPath,
  type Embedder,
  EmbeddingCache,
  MiniLmEmbedder,
  openChroma,
} from "@stemma/chroma";
import type { Logger } from "@stemma/core";
import { PythonContext } from "@stemma/python-context";
import type { StateDirectory } from "../state/state-directory.js";
import { CountingEmbedder } from "./counting-embedder.js";

/** Which Python and which Chroma a {@link SearchEngine} works with. */
export interface SearchEngineOptions {
  readonly venv: string | undefined;
  /** A server's URL; the state's own directory, in this process, when there is none. */
  readonly chroma: string | undefined;
  readonly chromaToken: string | undefined;
  readonly collection: string;
  readonly logger: Logger;
}

/** Python, the model and the collection: everything that indexing and searching need, closed together. */
export class SearchEngine implements AsyncDisposable {
  readonly collection: ChromaCollection;
  /** Answers from the cache where it can. */
  readonly embedder: Embedder;
  readonly #model: CountingEmbedder;
  readonly #chroma: ChromaService;
  readonly #python: PythonContext;

  private constructor(
    python: PythonContext,
    chroma: ChromaService,
    collection: ChromaCollection,
    embedders: Embedders,
  ) {
    this.#python = python;
    this.#chroma = chroma;
    this.collection = collection;
    this.embedder = embedders.cached;
    this.#model = embedders.model;
  }

  /** Takes a second or two: Python, Chroma and the model are loaded into this process. */
  static async open(state: StateDirectory, options: SearchEngineOptions): Promise<SearchEngine> {
    const { venv, logger, chromaToken: token, collection: name } = options;
    const python = await PythonContext.start({
      pythonPath: [chromaPythonPath()],
      ...(venv === undefined ? {} : { venv }),
    });
    try {
      const chroma = await openChroma(options.chroma ?? state.chromaDirectory, { python, logger, token });
      const embedders = openEmbedders(python, state.embeddingCacheFile, logger);
      const collection = await chroma.getOrCreateCollection({
        name,
        embedder: embedders.cached,
      });
      return new SearchEngine(python, chroma, collection, embedders);
    } catch (error) {
      await python.close();
      throw error;
    }
  }

  /** Texts that the model had to embed since the engine was opened; the others came from the cache. */
  get embedded(): number {
    return this.#model.embedded;
  }

  /** Releases every file under the state directory; idempotent. */
  async close(): Promise<void> {
    await this.embedder.close();
    await this.#chroma.close();
    await this.#python.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

interface Embedders {
  readonly model: CountingEmbedder;
  readonly cached: Embedder;
}

function openEmbedders(python: PythonContext, cacheFile: string, logger: Logger): Embedders {
  const model = new CountingEmbedder(new MiniLmEmbedder({ python, logger }));
  return { model, cached: new CachedEmbedder(model, EmbeddingCache.open(cacheFile, { logger })) };
}
