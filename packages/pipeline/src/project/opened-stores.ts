import type { FactsStore } from "@stemma/code-graph";
import type { CallOptions, Logger } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { afterTurn } from "../along/after-turn.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { type ServerSecrets, secretsFromEnvironment } from "../config/environment.js";
import { FirstStage } from "../first-stage/first-stage.js";
import type { HistoryBeginning, ProjectHistory } from "../history/project-history.js";
import { SearchEngine } from "../index/search-engine.js";
import { TextModel } from "../index/text-model.js";
import type { StateDirectory } from "../state/state-directory.js";
import { openGraph } from "./open-graph.js";

/** What the stores of a tree are opened with. */
export interface OpenedStoresOptions {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  /** The tree is trusted, and with it the Python environment of the working directory. */
  readonly isTrusted: boolean;
  /** Where Python's `print` goes. */
  readonly prints?: "stdout" | "stderr" | undefined;
  /** Default: those in the environment. */
  readonly secrets?: ServerSecrets | undefined;
}

/** The stores of one tree: each is opened when it is first asked for, once, and all are closed together. */
export class OpenedStores {
  readonly #options: OpenedStoresOptions;
  readonly #secrets: ServerSecrets;
  #graph: Promise<GraphStore> | undefined;
  #facts: Promise<FactsStore> | undefined;
  #firstStage: FirstStage | undefined;
  #model: Promise<TextModel> | undefined;
  #engine: Promise<SearchEngine> | undefined;
  #history: Promise<ProjectHistory> | undefined;

  constructor(options: OpenedStoresOptions) {
    this.#options = options;
    this.#secrets = options.secrets ?? secretsFromEnvironment(process.env);
  }

  /** The graph of the tree. */
  graph(): Promise<GraphStore> {
    const { config, state } = this.#options;
    this.#graph ??= openGraph(config.graph, state, this.#secrets);
    return this.#graph;
  }

  /** What earlier scans found in the tree's files. */
  facts(): Promise<FactsStore> {
    this.#facts ??= import("./open-facts.js").then(({ openFacts }) =>
      openFacts(this.#options.state.factsFile),
    );
    return this.#facts;
  }

  /** What a question is first compared with; made when it is not there. */
  firstStage(): FirstStage {
    const { state, logger } = this.#options;
    this.#firstStage ??= FirstStage.open(state.firstStageFile, { logger });
    return this.#firstStage;
  }

  /** Python and the model, without the collection. */
  model(): Promise<TextModel> {
    const { state, logger, config, isTrusted, prints } = this.#options;
    const { embeddingCacheFile: cacheFile } = state;
    const { venv, embedder } = config;
    this.#model ??= TextModel.open({ venv, isTrusted, prints, cacheFile, second: embedder.second, logger });
    const opening = this.#model;
    opening.catch(() => {
      if (this.#model === opening) this.#model = undefined;
    });
    return opening;
  }

  /** The model and the collection; takes a second or two the first time. A failed opening is tried again by the next call. */
  engine(): Promise<SearchEngine> {
    this.#engine ??= this.#openEngine();
    const opening = this.#engine;
    // Whoever has the directory may have let it go by the next call.
    opening.catch(() => {
      if (this.#engine === opening) this.#engine = undefined;
    });
    return opening;
  }

  /**
   * Brings the collection to the configured model: where it has another, an empty one takes its place, for the next run to fill. What
   * people wrote stays.
   */
  async renewIndex(): Promise<void> {
    await this.closeEngine();
    this.#engine = this.#openEngine({ renews: true });
    await this.engine();
    await this.closeEngine();
  }

  /** The engine where it is open already, or is being opened. */
  async openedEngine(): Promise<SearchEngine | undefined> {
    return this.#engine?.catch(() => undefined);
  }

  /** After a move in the history the collection may be another one: the next {@link engine} opens it anew. */
  async closeEngine(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    await (await engine?.catch(() => undefined))?.close();
  }

  /**
   * The history of the index. A failed opening is tried again: the next call may begin what this one did not find.
   *
   * @throws {@link HistoryMissingError} `HISTORY_MISSING`
   * @throws the errors of `SyncManager.open`, `init`, `attach` and `clone`
   */
  async history(beginning: HistoryBeginning): Promise<ProjectHistory> {
    this.#history ??= this.#openHistory(beginning);
    try {
      return await this.#history;
    } catch (error) {
      this.#history = undefined;
      throw error;
    }
  }

  /** The history where it is open already. */
  async openedHistory(): Promise<ProjectHistory | undefined> {
    return this.#history?.catch(() => undefined);
  }

  /** Where the history is open: notes by which way texts came that were not written here; see `noteArrivals`. */
  async noteArrivals(options: CallOptions = {}): Promise<void> {
    const history = await this.openedHistory();
    if (history === undefined) return;
    const { noteArrivals } = await import("../origin/note-arrivals.js");
    const { Origins } = await import("../origin/origins.js");
    const { state, config } = this.#options;
    const { versions } = history;
    await noteArrivals({ versions, collection: config.collection, origins: new Origins(state) }, options);
  }

  /** Where a command has brought the index to another commit, what stands beside it is brought along; see `followMove`. */
  async followMove(options: CallOptions = {}): Promise<void> {
    const history = await this.openedHistory();
    if (history === undefined) return;
    await this.noteArrivals(options);
    const { followMove } = await import("../standing/keep-standing.js");
    const { state, config, logger } = this.#options;
    const graph = (): Promise<GraphStore> => this.graph();
    const scan = async (call: CallOptions): Promise<unknown> => {
      const { scanProject } = await import("../scan/scan-project.js");
      return scanProject(
        { ...call, root: state.root, temporaryFolder: state.directory, graph: await graph(), config, logger },
        await this.facts(),
      );
    };
    await followMove({ state, history, graph, collection: config.collection, rules: config, scan }, options);
  }

  /** Closes what was opened, what was opened last first; idempotent. */
  async close(): Promise<void> {
    await this.followMove().catch((error: unknown) =>
      this.#options.logger.debug({ error }, "The graph was not brought along with the index"),
    );
    const opened = [this.#history, this.#engine, this.#model, this.#facts, this.#graph];
    this.#history = this.#engine = this.#model = this.#facts = this.#graph = undefined;
    this.#firstStage?.close();
    this.#firstStage = undefined;
    for (const opening of opened) {
      // What failed to open was reported by the call that needed it.
      const resource = await opening?.catch(() => undefined);
      await resource?.close();
    }
  }

  async #openEngine({ renews = false } = {}): Promise<SearchEngine> {
    const { state, logger, config } = this.#options;
    const { chroma, collection } = config;
    const { chromaToken } = this.#secrets;
    const model = await this.model();
    return afterTurn({ state, logger }, () =>
      SearchEngine.open(state, { model, chroma, chromaToken, collection, logger, renews }),
    );
  }

  /** Loaded only here: most commands need no database driver. */
  async #openHistory(beginning: HistoryBeginning): Promise<ProjectHistory> {
    const { ProjectHistory } = await import("../history/project-history.js");
    const { state, logger, config, isTrusted, prints } = this.#options;
    const { venv, chroma, collection, versions, historyLimits } = config;
    const { chromaToken, versionsPassword } = this.#secrets;
    const options = {
      venv,
      isTrusted,
      prints,
      chroma,
      chromaToken,
      collection,
      versions,
      versionsPassword,
      historyLimits,
      logger,
    };
    return afterTurn({ state, logger }, () => ProjectHistory.open(state, options, beginning));
  }
}
