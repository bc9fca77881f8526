import {
  CachedEmbedder,
  type ChromaCollection,
  type Embedder,
  EmbeddingCache,
  MiniLmEmbedder,
  openChroma,
} from "@stemma/chroma";
import type { Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import { type OpenPythonOptions, openPython } from "../project/open-python.js";
import { MaskingEmbedder } from "../secrets/masking-embedder.js";
import type { StateDirectory } from "../state/state-directory.js";
import { CountingEmbedder } from "./counting-embedder.js";

/** Which Python and which Chroma a {@link SearchEngine} works with. */
export interface SearchEngineOptions {
  readonly venv: string | undefined;
  /** See {@link OpenPythonOptions}. */
  readonly isTrusted: OpenPythonOptions["isTrusted"];
  readonly prints?: OpenPythonOptions["prints"] | undefined;
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
  /** In the order in which they were opened. */
  readonly #opened: readonly Closable[];

  private constructor(collection: ChromaCollection, embedders: Embedders, opened: readonly Closable[]) {
    this.collection = collection;
    this.embedder = embedders.cached;
    this.#model = embedders.model;
    this.#opened = opened;
  }

  /** Takes a second or two: Python, Chroma and the model are loaded into this process. */
  static async open(state: StateDirectory, options: SearchEngineOptions): Promise<SearchEngine> {
    const { venv, isTrusted, prints, logger, chromaToken: token, collection: name } = options;
    const python = await openPython({ venv, isTrusted, prints });
    const opened: Closable[] = [python];
    try {
      const chroma = await openChroma(options.chroma ?? state.chromaDirectory, { python, logger, token });
      opened.push(chroma);
      const embedders = openEmbedders(python, state.embeddingCacheFile, logger);
      opened.push(embedders.cached);
      const collection = await chroma.getOrCreateCollection({ name, embedder: embedders.cached });
      return new SearchEngine(collection, embedders, opened);
    } catch (error) {
      await closeInReverse(opened);
      throw error;
    }
  }

  /** Texts that the model had to embed since the engine was opened; the others came from the cache. */
  get embedded(): number {
    return this.#model.embedded;
  }

  /** Releases every file under the state directory; idempotent. */
  async close(): Promise<void> {
    await closeInReverse(this.#opened);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

interface Closable {
  close(): Promise<void>;
}

/** What was opened last may need what was opened before it. */
async function closeInReverse(opened: readonly Closable[]): Promise<void> {
  for (const resource of [...opened].reverse()) await resource.close();
}

interface Embedders {
  readonly model: CountingEmbedder;
  readonly cached: Embedder;
}

function openEmbedders(python: PythonContext, cacheFile: string, logger: Logger): Embedders {
  const model = new CountingEmbedder(new MiniLmEmbedder({ python, logger }));
  const cached = new CachedEmbedder(model, EmbeddingCache.open(cacheFile, { logger }));
  return { model, cached: new MaskingEmbedder(cached) };
}
