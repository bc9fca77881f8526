import {
  CachedEmbedder,
  type ChromaService,
  type Embedder,
  EmbeddingCache,
  openChroma,
} from "@stemma/chroma";
import { type CallOptions, type Logger, silentLogger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import { openEmbedder } from "../index/open-embedder.js";
import { openPython } from "../project/open-python.js";
import { MaskingEmbedder } from "../secrets/masking-embedder.js";
import {
  type ChromaLocation,
  type FindChromaLocationOptions,
  findChromaLocation,
  requireData,
  tokenForSource,
} from "./chroma-location.js";

/**
 * The Chroma services by hand: collections of a documented tree, of any data directory, or of a server, with the model that
 * makes vectors.
 *
 * @example
 * ```ts
 * await using collections = await ProjectCollections.open(".", { data: "./data", mayBeNew: true });
 * await collections.chroma.createCollection({ name: "notes", embedder: collections.embedder() });
 * ```
 */
export class ProjectCollections implements AsyncDisposable {
  readonly chroma: ChromaService;
  readonly #python: PythonContext;
  readonly #place: ChromaLocation;
  readonly #logger: Logger;
  #embedder: Embedder | undefined;

  private constructor(chroma: ChromaService, python: PythonContext, place: ChromaLocation, logger: Logger) {
    this.chroma = chroma;
    this.#python = python;
    this.#place = place;
    this.#logger = logger;
  }

  /** Takes a second or two. @throws what finding the place and opening Chroma throw */
  static async open(directory: string, options: FindChromaLocationOptions = {}): Promise<ProjectCollections> {
    const { logger = silentLogger } = options;
    const place = await findChromaLocation(directory, options);
    const { venv, isTrusted, token, location } = place;
    const python = await openPython({ venv, isTrusted });
    try {
      const chroma = await openChroma(location, { python, logger, token });
      return new ProjectCollections(chroma, python, place, logger);
    } catch (error) {
      await python.close();
      throw error;
    }
  }

  /** The model of this package, loaded when it is first used; with the tree's cache where there is one. */
  embedder(): Embedder {
    this.#embedder ??= this.#openEmbedder();
    return this.#embedder;
  }

  /** Another place, to copy from. @throws InvalidArgumentError where there is no Chroma data */
  async openSource(location: string, options: CallOptions = {}): Promise<ChromaService> {
    requireData(location);
    const token = tokenForSource(location, this.#place);
    return openChroma(location, { ...options, python: this.#python, logger: this.#logger, token });
  }

  /** Releases every file; idempotent. */
  async close(): Promise<void> {
    await this.#embedder?.close();
    await this.chroma.close();
    await this.#python.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #openEmbedder(): Embedder {
    const { embeddingCacheFile, tree } = this.#place;
    // A place that was named has nothing to do with what a tree configures.
    const second = tree === undefined ? "minilm" : tree.config.embedder.second;
    const opened = openEmbedder(second, { python: this.#python, logger: this.#logger });
    const model = second === "minilm" ? opened : new MaskingEmbedder(opened);
    if (embeddingCacheFile === undefined) return model;
    return new CachedEmbedder(model, EmbeddingCache.open(embeddingCacheFile, { logger: this.#logger }));
  }
}
