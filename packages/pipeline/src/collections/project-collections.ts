import { join } from "node:path";
import {
  CachedEmbedder,
  type ChromaCollection,
  type ChromaService,
  type Embedder,
  EmbeddingCache,
  openChroma,
} from "@stemma/chroma";
import {
  type CallOptions,
  InvalidArgumentError,
  type Logger,
  makeDirectories,
  silentLogger,
} from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import type { SyncManager } from "@stemma/versions";
import { secretsFromEnvironment } from "../config/environment.js";
import type { HistoryBeginning, HistoryPlace, ProjectHistory } from "../history/project-history.js";
import { openEmbedder } from "../index/open-embedder.js";
import { type OpenPythonOptions, openPython } from "../project/open-python.js";
import { MaskingEmbedder } from "../secrets/masking-embedder.js";
import {
  type ChromaLocation,
  type FindChromaLocationOptions,
  findChromaLocation,
  isMemory,
  isServer,
  requireData,
  tokenForSource,
} from "./chroma-location.js";
import type { VectorMap, VectorMapOptions } from "./vector-map.js";

/** Where a data directory keeps the history of its collections. */
export const HISTORY_FOLDER = "stemma-history";

interface Opened {
  readonly logger: Logger;
  readonly prints: OpenPythonOptions["prints"];
}

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
  readonly #prints: OpenPythonOptions["prints"];
  #embedder: Embedder | undefined;
  #history: ProjectHistory | undefined;

  private constructor(chroma: ChromaService, python: PythonContext, place: ChromaLocation, options: Opened) {
    this.chroma = chroma;
    this.#python = python;
    this.#place = place;
    this.#logger = options.logger;
    this.#prints = options.prints;
  }

  /** Takes a second or two. @throws the errors of finding the place and of opening Chroma */
  static async open(directory: string, options: FindChromaLocationOptions = {}): Promise<ProjectCollections> {
    const { logger = silentLogger, pythonPrints: prints } = options;
    const place = await findChromaLocation(directory, options);
    const { venv, isTrusted, token, location } = place;
    const python = await openPython({ venv, isTrusted, prints });
    try {
      const chroma = await openChroma(location, { python, logger, token });
      return new ProjectCollections(chroma, python, place, { logger, prints });
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

  /**
   * git's commands for all collections of the place; closed with it. The history of a documented tree is its own, that of a data
   * directory lies in it, below {@link HISTORY_FOLDER}.
   *
   * @param beginning - What to do where there is none yet. Default: reject with HISTORY_MISSING.
   * @throws {@link HistoryMissingError} `HISTORY_MISSING`
   * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for memory and servers, which keep none here
   */
  async history(beginning: HistoryBeginning = { mode: "require" }): Promise<SyncManager> {
    this.#history ??= await this.#openHistory(beginning);
    return this.#history.versions;
  }

  async #openHistory(beginning: HistoryBeginning): Promise<ProjectHistory> {
    const { ProjectHistory } = await import("../history/project-history.js");
    const { location, venv, isTrusted, config } = this.#place;
    const { collection } = config;
    const place = historyPlace(this.#place);
    if (beginning.mode !== "require") await makeDirectories(place.historyDirectory, 0o700);
    const versions = this.#place.tree === undefined ? undefined : config.versions;
    const { versionsPassword } = secretsFromEnvironment(process.env);
    const options = { venv, isTrusted, prints: this.#prints, collection, logger: this.#logger };
    const none = { chroma: undefined, chromaToken: undefined };
    return ProjectHistory.open(
      { ...place, chromaDirectory: location },
      { ...options, ...none, versions, versionsPassword, historyLimits: config.historyLimits },
      beginning,
    );
  }

  /** A data directory or a server's URL. */
  get location(): string {
    return this.#place.location;
  }

  /**
   * Lays records of a collection onto a plane by the two principal axes of their vectors: all, or, of more than `most`, runs of them that
   * are spread evenly over the order in which they were added.
   */
  async vectorMap(collection: ChromaCollection, options: VectorMapOptions = {}): Promise<VectorMap> {
    const { vectorMap } = await import("./vector-map.js");
    return vectorMap({ python: this.#python, logger: this.#logger }, collection, options);
  }

  /** Another place, to copy from. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` where there is no Chroma data */
  async openSource(location: string, options: CallOptions = {}): Promise<ChromaService> {
    requireData(location);
    const token = tokenForSource(location, this.#place);
    return openChroma(location, { ...options, python: this.#python, logger: this.#logger, token });
  }

  /** Releases every file; idempotent. */
  async close(): Promise<void> {
    await this.#history?.close();
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

/** @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a place that is no directory */
function historyPlace({ location, tree }: ChromaLocation): Omit<HistoryPlace, "chromaDirectory"> {
  if (isServer(location) || isMemory(location))
    throw new InvalidArgumentError(`${location} keeps no history: that lies in a data directory`, {
      advice: "Name a data directory (--data-dir).",
    });
  if (tree !== undefined) return tree.state;
  const historyDirectory = join(location, HISTORY_FOLDER);
  const madeHereFile = join(historyDirectory, "made-here.log");
  return { root: location, directory: historyDirectory, historyDirectory, madeHereFile };
}
